// The live line to the simulator: server-sent events, and a patient way back when it breaks.
import { apply, begin, setLive } from "./state.js";

const FIRST_WAIT = 500;
const LONGEST_WAIT = 10_000;
let wait = FIRST_WAIT;

export function listen() {
  const source = new EventSource("/_screen/stream");
  source.addEventListener("snapshot", (event) => {
    wait = FIRST_WAIT;
    begin(JSON.parse(event.data));
    setLive(true);
  });
  source.addEventListener("change", (event) => apply(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    source.close();
    setLive(false);
    setTimeout(listen, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  });
}
