// Look for words in the index that the build has made (Pagefind), and list the passages that have them, text by text.
// Pages opened from a disk may read no other file: there the page says how the site is served.
(function () {
  "use strict";
  var form = document.querySelector("form.search");
  var query = document.getElementById("editio-query");
  var within = document.getElementById("editio-in");
  var status = document.getElementById("editio-status");
  var found = document.getElementById("editio-found");
  var FIRST = 20;   // passages of a text that are shown at once
  var AROUND = 14;  // words on either side
  var BLOCK = /^(article|blockquote|d[dt]|div|figure|h[1-6]|header|li|p|pre|section|t[dhr])$/;
  var indexes, pagesInOrder, waiting;
  var asked = 0;

  if (window.location.protocol === "file:") {
    document.getElementById("editio-from-disk").hidden = false;
    form.hidden = true;
    return;
  }

  // Each language has an index and a stemmer of its own.
  function open() {
    if (!indexes) {
      var folder = new URL(form.dataset.index + "/", document.baseURI);
      indexes = fetch(new URL("files.json", folder))
        .then(function (answer) {
          if (!answer.ok) { throw new Error(answer.statusText); }
          return answer.json();
        })
        .then(function (listed) {
          pagesInOrder = listed.pages;
          return Promise.all(Object.keys(listed.files).map(function (language) {
            var own = new URL(language + "/", folder).href;
            return import(own + "pagefind.js").then(function (pagefind) {
              return pagefind.createInstance({ basePath: own });
            });
          }));
        });
    }
    return indexes;
  }

  function folded(word) {
    return word.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
  }

  // The word of the query that a word of the text stands for: what begins alike, but for an ending. Where a word is in
  // no page, Pagefind gives words that begin as little as alike: these stand for none.
  function meant(word, terms) {
    var best = "", most = 0;
    [word].concat(word.split(/[^\p{L}\p{N}\p{M}]+/u)).map(folded).forEach(function (part) {
      terms.forEach(function (term) {
        var same = 0;
        while (same < term.length && same < part.length && term[same] === part[same]) { same += 1; }
        if (same > most && same >= Math.max(Math.min(3, term.length), term.length - 3)) { most = same; best = term; }
      });
    });
    return best;
  }

  // Where in a paragraph the most of the words stand together.
  function best(one) {
    var at = one.hits[0], most = 0;
    one.hits.forEach(function (hit, nth) {
      var near = new Set(one.terms.slice(nth).filter(function (term, further) { return one.hits[nth + further] - hit < AROUND; }));
      if (near.size > most) { most = near.size; at = hit; }
    });
    return at;
  }

  // Give the passages of a page: the words around what was found, by the paragraph, note or entry that they stand in.
  function passages(page, terms) {
    var words = page.content.split(/\s+/);
    var blocks = page.anchors.filter(function (anchor) { return BLOCK.test(anchor.element); });
    var by = new Map();
    page.weighted_locations.map(function (one) { return one.location; }).sort(function (a, b) { return a - b; })
      .forEach(function (at) {
        var nth = -1, heading = "", term = meant(words[at] || "", terms);
        if (!term) { return; }
        blocks.forEach(function (block, place) {
          if (block.location > at) { return; }
          nth = place;
          if (/^h[1-6]$/.test(block.element)) { heading = block.text; }
        });
        var block = blocks[nth];
        if (block && block.id === "editio-notes") { return; }
        if (!by.has(nth)) {
          by.set(nth, { id: block ? block.id : "", heading: heading, begins: block ? block.location : 0, hits: [], terms: [] });
          var next = blocks.slice(nth + 1).find(function (other) { return other.location > at; });
          by.get(nth).ends = next ? next.location : words.length;
        }
        by.get(nth).hits.push(at);
        by.get(nth).terms.push(term);
      });
    return Array.from(by.values()).map(function (one) {
      var at = best(one);
      var from = Math.max(one.begins, at - AROUND);
      var to = Math.min(one.ends, at + AROUND + 1);
      return { url: page.raw_url.replace(/^\//, "") + (one.id ? "#" + one.id : ""), heading: one.heading, terms: new Set(one.terms).size,
               words: words.slice(from, to), hits: one.hits.map(function (at) { return at - from; }),
               cut: [from > one.begins, to < one.ends] };
    });
  }

  function element(name, words, kind) {
    var made = document.createElement(name);
    if (words) { made.textContent = words; }
    if (kind) { made.className = kind; }
    return made;
  }

  function line(passage, language) {
    var made = element("li"), link = element("a"), said = element("span", "", "said");
    link.href = passage.url;
    if (passage.heading) { link.append(element("span", passage.heading, "where"), " "); }
    passage.words.forEach(function (word, nth) {
      if (nth) { said.append(" "); }
      said.append(passage.hits.includes(nth) ? element("mark", word) : word);
    });
    if (passage.cut[0]) { said.prepend("… "); }
    if (passage.cut[1]) { said.append(" …"); }
    if (language) { said.lang = language; }
    link.append(said);
    made.append(link);
    return made;
  }

  function section(option, listed) {
    var made = element("section", "", "found"), head = element("h2"), link = element("a", option.textContent), list = element("ol");
    link.href = option.value.endsWith("/") ? option.value + "index.html" : option.value;
    if (option.lang) { link.lang = option.lang; }
    head.append(link, " ", element("span", String(listed.length), "count"));
    made.append(head, list);
    list.append.apply(list, listed.slice(0, FIRST).map(function (one) { return line(one, option.lang); }));
    if (listed.length > FIRST) {
      var more = element("button", status.dataset.more.replace("{}", listed.length - FIRST), "more");
      more.type = "button";
      more.addEventListener("click", function () {
        var rest = listed.slice(FIRST).map(function (one) { return line(one, option.lang); });
        list.append.apply(list, rest);
        more.remove();
        rest[0].firstChild.focus();
      });
      made.append(more);
    }
    return made;
  }

  function show(pages, terms) {
    var total = 0, all = pages.map(function (page) { return [page.raw_url.replace(/^\//, ""), passages(page, terms)]; });
    var most = Math.max.apply(null, [0].concat(all.flatMap(function (one) { return one[1].map(function (p) { return p.terms; }); })));
    found.textContent = "";
    Array.from(within.options).filter(function (option) { return option.value; }).forEach(function (option) {
      if (within.value && within.value !== option.value) { return; }
      var listed = all
        .filter(function (one) { return one[0].startsWith(option.value); })
        .sort(function (a, b) { return pagesInOrder.indexOf(a[0]) - pagesInOrder.indexOf(b[0]); })
        .flatMap(function (one) { return one[1]; })
        .filter(function (passage) { return passage.terms === most; });
      total += listed.length;
      if (listed.length) { found.append(section(option, listed)); }
    });
    var said = total === 0 ? "foundNone" : total === 1 ? "foundOne" : "foundMany";
    status.textContent = status.dataset[said].replace("{}", total);
  }

  function look() {
    var now = ++asked, wanted = query.value.trim(), address = new URL(window.location.href);
    address.search = wanted ? "?" + new URLSearchParams(within.value ? { q: wanted, in: within.value } : { q: wanted }) : "";
    window.history.replaceState(null, "", address);
    window.clearTimeout(waiting);
    found.setAttribute("aria-busy", String(Boolean(wanted)));
    if (!wanted) { found.textContent = ""; status.textContent = ""; return; }
    var terms = Array.from(new Set(wanted.split(/\s+/).map(folded).filter(Boolean)));
    open()
      .then(function (opened) { return Promise.all(opened.map(function (index) { return index.search(wanted); })); })
      .then(function (answers) {
        var results = answers.flatMap(function (answer) { return answer.results; });
        return Promise.all(results.map(function (result) { return result.data(); }));
      })
      .then(function (pages) { if (now === asked) { show(pages, terms); } })
      .catch(function () { if (now === asked) { found.textContent = ""; status.textContent = status.dataset.missing; } })
      .then(function () { if (now === asked) { found.setAttribute("aria-busy", "false"); } });
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); look(); });
  within.addEventListener("change", look);
  query.addEventListener("input", function () { window.clearTimeout(waiting); waiting = window.setTimeout(look, 250); });
  var address = new URLSearchParams(window.location.search);
  query.value = address.get("q") || "";
  within.value = address.get("in") || "";
  if (within.selectedIndex < 0) { within.value = ""; }
  if (query.value) { look(); }
}());
