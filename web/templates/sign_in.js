"use strict";
// The token came in the fragment, which no server sees; it goes on in a body alone.
(() => {
  // Another link opened in this window changes the fragment alone.
  addEventListener("hashchange", () => location.reload());
  const by = (id) => document.getElementById(id);
  by("no-script").hidden = true;
  const token = location.hash.slice(1);
  if (!/^[\w-]{20,100}$/.test(token)) return;
  history.replaceState(null, "", location.pathname + location.search);
  by("token").value = token;
  by("other").href += "#" + token;
  by("enter").hidden = false;
  const asked = { method: "POST", body: new URLSearchParams({ token }), credentials: "same-origin" };
  fetch("/sign-in/look" + new URL(by("enter").action).search, asked)
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((told) => {
      if (!told) return;
      by("who").textContent = told.who;
      by("as").hidden = !told.who;
      by("over").hidden = Boolean(told.who || told.elsewhere);
      by("elsewhere").hidden = !told.elsewhere;
      by("go").hidden = !told.who;
    })
    .catch(() => {});
})();
