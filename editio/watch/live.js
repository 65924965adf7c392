// Keeps a page fresh while the edition is watched, and shows what there is to mend. No file of the edition holds it.
(function () {
  "use strict";
  var stamp = document.currentScript.dataset.stamp;
  var PLACE = "editio place " + location.pathname;
  var FOLDED = "editio folded";
  var PARTS = [["near", "near: "], ["hint", "hint: "]];
  var stream = null;

  // --- the place on the page --------------------------------------------------------------------------------

  function firstInSight() {
    var marked = document.querySelectorAll("main [id]");
    for (var nth = 0; nth < marked.length; nth += 1) {
      var box = marked[nth].getBoundingClientRect();
      if (box.height && box.bottom > 0) { return { id: marked[nth].id, top: box.top }; }
    }
    return { id: "", top: 0 };
  }

  function reload() {
    var place = firstInSight();
    place.x = window.scrollX;
    place.y = window.scrollY;
    sessionStorage.setItem(PLACE, JSON.stringify(place));
    stream.close();
    location.reload();
  }

  // What stands above may have become longer or shorter: so the same words are put at the same height again.
  function goTo(place) {
    var marked = place.id && document.getElementById(place.id);
    var y = marked && place.y > 0 ? window.scrollY + marked.getBoundingClientRect().top - place.top : place.y;
    window.scrollTo({ left: place.x, top: y, behavior: "instant" });
  }

  function goBack() {
    var kept = sessionStorage.getItem(PLACE);
    if (!kept) { return; }
    sessionStorage.removeItem(PLACE);
    var place = JSON.parse(kept);
    history.scrollRestoration = "manual";
    goTo(place);
    window.addEventListener("load", function () {
      window.requestAnimationFrame(function () {
        goTo(place);
        history.scrollRestoration = "auto";
      });
    });
  }

  // --- the panel --------------------------------------------------------------------------------------------

  function make(name, settings, content) {
    var made = document.createElement(name);
    Object.keys(settings || {}).forEach(function (key) { made.setAttribute(key, settings[key]); });
    (content || []).forEach(function (part) { made.append(part); });  // strings become text, never elements
    return made;
  }

  function item(message) {
    var lines = [make("p", { "class": "place" }, [message.place + ": ", make("strong", {}, [message.code])])];
    lines.push(make("p", { dir: "auto" }, [message.sentence]));
    PARTS.forEach(function (part) {
      if (message[part[0]]) { lines.push(make("p", { "class": part[0], dir: "auto" }, [part[1] + message[part[0]]])); }
    });
    return make("li", {}, lines);
  }

  function count(number, word) { return number + " " + word + (number === 1 ? "" : "s"); }

  function Panel() {
    var host = make("div", { lang: "en", translate: "no" });
    var root = host.attachShadow({ mode: "open" });
    var said = make("p", { role: "status", "class": "said" });
    var button = make("button", { type: "button", "aria-controls": "messages" });
    var alerts = make("div", { role: "alert" });
    var others = make("details", {}, [make("summary"), make("ol")]);
    var body = make("div", { id: "messages", tabindex: "0", role: "group", "aria-label": "Messages" }, [alerts, others]);
    var panel = make("section", { "class": "panel", "aria-label": "What editio says of this text" }, [
      make("div", { "class": "bar" }, [said, button]), body
    ]);
    var shown = null;
    var open = false;
    var style = make("link", { rel: "stylesheet", href: "/.editio/live.css" });
    host.style.visibility = "hidden";
    ["load", "error"].forEach(function (end) {
      style.addEventListener(end, function () { host.style.visibility = ""; });
    });
    panel.hidden = true;
    root.append(style, panel);
    document.body.append(host);

    function fold(folded) {
      open = !folded;
      body.hidden = folded;
      button.textContent = folded ? "Show" : "Hide";
      button.setAttribute("aria-expanded", String(open));
    }

    button.addEventListener("click", function () {
      sessionStorage.setItem(FOLDED, open ? shown : "");
      fold(open);
    });
    panel.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && open) {
        button.click();
        button.focus();
      }
    });

    this.show = function (state) {
      var errors = state.errors.length + (state.fault ? 1 : 0);
      var now = JSON.stringify([state.errors, state.others, state.fault]);
      if (now === shown) { return; }
      shown = now;
      var parts = [];
      if (errors) { parts.push(count(errors, "error") + ": the page stays as it was"); }
      if (state.others.length) { parts.push(count(state.others.length, "warning")); }
      panel.hidden = !parts.length;  // first, since what changes out of sight is not read out
      panel.classList.toggle("grave", Boolean(errors));
      fold(!errors || sessionStorage.getItem(FOLDED) === now);
      said.textContent = parts.join(", ");
      alerts.replaceChildren();
      if (state.fault) {
        alerts.append(make("p", {}, ["The program broke down over this; the terminal shows where. Please report it."]));
      }
      if (state.errors.length) { alerts.append(make("ol", {}, state.errors.map(item))); }
      others.hidden = !state.others.length;
      others.open = !errors;
      others.firstChild.textContent = count(state.others.length, "warning");
      others.lastChild.replaceChildren.apply(others.lastChild, state.others.map(item));
    };

    this.end = function () {
      said.textContent = "No longer watched: this page stays as it is";
      body.hidden = button.hidden = true;
      panel.classList.remove("grave");
      panel.hidden = false;
      shown = null;
    };

    this.revive = function () { button.hidden = false; };
  }

  // --- the stream -------------------------------------------------------------------------------------------

  var panel = new Panel();
  var ending = 0;

  function listen() {
    stream = new EventSource("/.editio/events?page=" + encodeURIComponent(location.pathname));
    stream.addEventListener("message", function (event) {
      var state = JSON.parse(event.data);
      window.clearTimeout(ending);
      ending = 0;
      panel.revive();
      if (state.stamp && state.stamp !== stamp) { reload(); } else { panel.show(state); }
    });
    stream.addEventListener("error", function () {
      ending = ending || window.setTimeout(panel.end, 2000);
    });
  }

  // A browser keeps six connections to a site at most: a page that nobody sees must not hold one.
  document.addEventListener("visibilitychange", function () {
    stream.close();
    window.clearTimeout(ending);
    ending = 0;
    if (!document.hidden) { listen(); }
  });

  goBack();
  listen();
}());
