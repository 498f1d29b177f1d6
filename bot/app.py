"""The web as one Flask app: LINE's webhook, probes, metrics and the public pages."""

from __future__ import annotations

import atexit
import threading
from functools import partial

import structlog
from flask import Flask
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from bot.heartbeat import Heartbeat, KeyWatch
from config import logs
from config import settings as configuration
from config.clock import Clock, now
from config.http import LARGEST_BODY, SECURITY_HEADERS, with_hsts
from config.settings import Settings
from geo.whereabouts import Gazetteer
from line.webhook import webhook
from store.connection import StoreClient, connect
from store.launcher import store_url
from web.access import Access
from web.chat_links import chat_links
from web.job_process import JobProcess, Run, run_here
from web.jobs import Jobs
from web.metrics import health, metrics
from web.open311 import responses as open311_responses
from web.open311.routes import GeoReport
from web.open_data import open_data
from web.policy import SchemaWatch, begin, secure
from web.public import PublicTotals, public_pages
from web.reports import LimitedJobs, downloads, reports
from web.response_cache import static_files
from web.sign_in import sign_in
from web.templates import Catalogue, error_page


def from_environment() -> Flask:
    """Build the app of a gunicorn worker."""
    logs.configure()
    settings = configuration.from_environment()
    client = connect(settings.redis_url or store_url(settings.data_dir), role="web")
    # Under gunicorn a greenlet, which ends with its process.
    watch = KeyWatch(client, settings, "web")
    threading.Thread(target=watch.run, args=(threading.Event(),), daemon=True).start()
    heartbeat = Heartbeat(client, "web", now)
    threading.Thread(target=heartbeat.run_patiently, args=(threading.Event(),), daemon=True).start()
    atexit.register(heartbeat.stop)
    Gazetteer.of_geonames()  # 0.4 s: now, not while LINE waits
    return create_app(settings, client, run=JobProcess().run)


def create_app(
    settings: Settings, client: StoreClient, clock: Clock = now, run: Run | None = None
) -> Flask:
    """Build the app; it connects to the store when a request needs it, not before.

    *clock* gives the time everywhere. *run* does heavy jobs; without it this process does."""
    app = Flask(__name__, static_folder=None)
    # One more than allowed: Werkzeug cuts a body without a length off there and says nothing.
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY + 1
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.before_request(begin)
    newer = SchemaWatch(client)
    app.before_request(newer.close_pages)
    app.after_request(partial(secure, with_hsts(SECURITY_HEADERS, settings)))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected_error)
    catalogue = Catalogue(settings, client)
    access = app.extensions["access"] = Access(settings, client, catalogue, clock=clock)
    totals = PublicTotals(client, catalogue, clock)
    run = run or partial(run_here, Jobs(settings, client, catalogue))
    limited = LimitedJobs(access, client, run)
    for routes in (
        webhook(settings, client, clock),
        health(settings, client, clock, newer),
        metrics(settings, client, clock),
        public_pages(settings, totals, catalogue),
        open_data(totals, catalogue),
        chat_links(settings, client, clock),
        sign_in(access),
        GeoReport(settings, client, catalogue, totals, clock=clock).routes(),
        reports(access, limited),
        static_files(),
        downloads(access, limited),
    ):
        app.register_blueprint(routes)
    return app


def _http_error(error: HTTPException) -> ResponseReturnValue:
    """Return our page for an HTTP error; Werkzeug's own needs a style and shows the address."""
    if open311_responses.is_open311():
        return open311_responses.http_error_response(error)
    page = error_page(error.code or 500)
    if page is not None:
        return page
    kept = {name: value for name, value in error.get_headers() if name == "Allow"}
    return {"error": error.name, "reason": error.description}, error.code or 500, kept


def _unexpected_error(error: Exception) -> ResponseReturnValue:
    """Log the type and place of an unexpected error and return a 500 page without details."""
    structlog.get_logger().error("request failed", exc_info=error)
    if open311_responses.is_open311():
        return open311_responses.say_bug()
    return error_page(500) or ({"error": "Internal Server Error"}, 500)
