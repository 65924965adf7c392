// A number of a paragraph opens what can be done with it: copy its link, cite it, see its bytes, compare both texts.
// Without this script the number is a link to its paragraph. What is said is told by the page, once for all paragraphs:
// two signs in it, which no text holds, stand for the number and for the id.
(function () {
  "use strict";
  var told = document.getElementById("editio-cite");
  var box = document.createElement("dialog");
  if (!told || !box.showModal) { return; }
  var opened;
  box.className = "citing";
  box.setAttribute("aria-labelledby", "editio-citing");
  document.body.appendChild(box);

  function about(number, id) {
    var place = encodeURIComponent(id);
    return JSON.parse(told.textContent, function (_, value) {
      return typeof value === "string" ? value.split("\u0001").join(number).split("\u0002").join(place) : value;
    });
  }

  function add(parent, name, words, attributes) {
    var made = document.createElement(name);
    if (words) { made.textContent = words; }
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return parent.appendChild(made);
  }

  function copy(words, said) {
    function done() { said.textContent = said.getAttribute("data-copied"); }
    function byHand() {
      var field = add(box, "textarea", words, { readonly: "" });
      field.value = words;
      field.select();
      if (document.execCommand("copy")) { done(); }
      field.remove();
    }
    said.textContent = "";
    if (navigator.clipboard) { navigator.clipboard.writeText(words).then(done, byHand); } else { byHand(); }
  }

  function data(kind, words) { return "data:" + kind + ";charset=utf-8," + encodeURIComponent(words); }

  function show(link) {
    var id = link.getAttribute("href").split("#")[1];
    var one = about(link.getAttribute("data-number"), id);
    var words = one.words;
    var address = one.address || window.location.href.split("#")[0] + "#" + encodeURIComponent(id);
    box.textContent = "";
    add(box, "h2", one.title, { id: "editio-citing" });
    var entry = add(box, "p", "", { "class": "entry" });
    one.entry.forEach(function (piece) { add(entry, piece[1] ? "cite" : "span", piece[0]); });
    var buttons = add(box, "p", "", { "class": "buttons" });
    var copyEntry = add(buttons, "button", words.copy_entry, { type: "button" });
    var copyLink = add(buttons, "button", words.copy_link, { type: "button" });
    var said = add(buttons, "span", "", { role: "status", "data-copied": words.copied });
    copyEntry.onclick = function () { copy(entry.textContent, said); };
    copyLink.onclick = function () { copy(address, said); };
    var ways = add(box, "ul");
    [
      [words.link, "#" + id],
      ["BibTeX", data("application/x-bibtex", one.bibtex), one.file + ".bib"],
      ["CSL-JSON", data("application/vnd.citationstyles.csl+json", JSON.stringify(one.csl, null, 1) + "\n"), one.file + ".json"],
      [words.bytes, one.bytes],
      [words.compared, one.compared]
    ].forEach(function (way) {
      if (way[1]) { add(add(ways, "li"), "a", way[0], way[2] ? { href: way[1], download: way[2] } : { href: way[1] }); }
    });
    ways.firstChild.firstChild.onclick = function () { box.close(); };
    var close = add(box, "button", "×", { type: "button", "class": "close", "aria-label": words.close });
    close.onclick = function () { box.close(); };
    box.showModal();
    put(link);
  }

  function put(link) {
    opened = link;
    var place = link.getBoundingClientRect();
    box.style.left = Math.max(8, Math.min(place.left, window.innerWidth - box.offsetWidth - 8)) + "px";
    box.style.top = Math.max(8, Math.min(place.bottom + 6, window.innerHeight - box.offsetHeight - 8)) + "px";
  }

  window.addEventListener("resize", function () { if (box.open) { put(opened); } });

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.number[data-number]");
    if (event.target === box) { box.close(); }
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
    event.preventDefault();
    show(link);
  });
}());
