// What people do, told to the simulator.
import { say } from "./words.js";
import { toast } from "./toast.js";

/** One act of a person; the answer comes through the live line. */
export function act(userId, kind, told = {}) {
  const events = [{ kind, userId, ...told }];
  return call("POST", "/_sim/events", { events, wait: false });
}

export function addPerson(told) {
  return call("POST", "/_sim/users", told);
}

export function removePerson(userId) {
  return call("DELETE", `/_sim/users/${encodeURIComponent(userId)}`);
}

/** A tab of the rich menu. */
export function switchMenu(userId, richMenuAliasId, data) {
  return call("POST", "/_screen/switch-menu", { userId, richMenuAliasId, data });
}

/** Fetch JSON of our own; null where there is none. */
export async function read(path) {
  const answer = await fetch(path);
  return answer.status === 200 ? answer.json() : null;
}

async function call(method, path, told) {
  try {
    const answer = await fetch(path, {
      method,
      headers: { "Content-Type": "application/json" },
      body: told === undefined ? undefined : JSON.stringify(told),
    });
    const heard = await answer.json();
    if (!answer.ok) throw new Error(heard.details?.[0]?.message ?? heard.message);
    return heard;
  } catch (wrong) {
    toast(say("failed", { reason: wrong.message }));
    return null;
  }
}
