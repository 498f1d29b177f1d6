"use strict";
// Numbers come first. The charts' script is a third of a megabyte: it is asked for when the charts
// come near, and where somebody saves data only when they ask for it.
(() => {
  const nonce = document.currentScript.nonce;
  const frame = document.getElementById("charts");
  const tell = (what) =>
    frame.querySelectorAll("[data-told]").forEach((one) => (one.hidden = one.dataset.told !== what));

  const script = () =>
    new Promise((come, fail) => {
      const one = document.createElement("script");
      Object.assign(one, { nonce, src: frame.dataset.bokeh, onload: come, onerror: fail });
      document.head.append(one);
    });
  const numbers = () =>
    fetch(frame.dataset.numbers, { credentials: "same-origin" }).then((answer) =>
      answer.ok && !answer.redirected ? answer.json() : Promise.reject(answer.status),
    );
  const draw = async (charts) => {
    for (const [name, item] of Object.entries(charts)) {
      const place = document.querySelector(`[data-chart="${name}"]`);
      if (!place) continue;
      place.hidden = false;
      await Bokeh.embed.embed_item({ ...item, target_id: `chart-${name}` });
    }
  };

  // Bokeh styles its charts by <style> elements of its own; the policy takes those that carry the
  // page's nonce, and no others.
  const make = document.createElement.bind(document);
  document.createElement = (name, ...more) => {
    const one = make(name, ...more);
    if (name.toLowerCase() === "style") one.nonce = nonce;
    return one;
  };

  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    tell("loading");
    Promise.all([numbers(), script()])
      .then(([charts]) => draw(charts))
      .then(() => tell((frame.dataset.done = "drawn")))
      .catch((why) => {
        console.error("charts", why);
        tell((frame.dataset.done = "failed"));
      });
  };

  document.getElementById("load").addEventListener("click", begin);
  if (navigator.connection && navigator.connection.saveData) {
    tell("ask");
    return;
  }
  const near = new IntersectionObserver(
    (seen) => seen.some((one) => one.isIntersecting) && begin(),
    { rootMargin: "400px" },
  );
  addEventListener("load", () => near.observe(frame));
})();
