"""`python -m simulator`: a LINE platform on this machine, until SIGTERM or Ctrl-C."""

import signal
import sys
from errno import EADDRINUSE
from threading import Event

import click

from simulator.delivery import DeliveryPlan
from simulator.server import SECRET, TOKEN, Account, start


@click.command()
@click.option("--port", default=9000, show_default=True, help="0 takes a free one.")
@click.option("--secret", default=SECRET, help="The channel secret.")
@click.option("--token", default=TOKEN, help="The channel access token.")
@click.option("--callback", default="http://127.0.0.1:8000/callback", show_default=True)
@click.option("--seed", type=int, help="The same seed gives the same ids and faults.")
@click.option("--quota", type=int, help="Paid messages a month; without it there is no limit.")
@click.option("--redeliver/--no-redeliver", default=True, show_default=True)
def main(
    *,
    port: int,
    secret: str,
    token: str,
    callback: str,
    seed: int | None,
    quota: int | None,
    redeliver: bool,
) -> None:
    """Stand in for LINE's Messaging API on this machine."""
    stopped = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    account = Account(secret, token, callback)
    plan = DeliveryPlan(redeliver=redeliver)
    try:
        running = start(port=port, account=account, seed=seed, quota=quota, plan=plan)
    except OSError as taken:
        sys.exit(_why_not(port, taken))
    with running:
        click.echo(f"simulator ready on {running.url}")
        stopped.wait()


def _why_not(port: int, taken: OSError) -> str:
    if taken.errno == EADDRINUSE:
        return f"Port {port} is already in use: choose another one with --port."
    return f"Port {port} cannot be used: {taken.strerror}."


if __name__ == "__main__":
    main()
