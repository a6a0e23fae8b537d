"use strict";
// Stands in for the engine where the theme has none: a few sections of the
// guide, found by the beginnings of their words.
{
  const pages = [
    { url: "fi/tarkistuslistat/turvalliset-tilit/", title: "Turvalliset tilit", texts: [
      ["", "", "Tarkista kirjautuminen, salasana ja asetukset, kun avaat profiilin, ja palaa listaan säännöllisesti."]] },
    { url: "fi/pelisaannot/turvallisesti-somessa/", title: "Turvallisesti somessa", texts: [
      ["turvallisuuden-saannot", "Turvallisuuden säännöt", "Kirjaudu palveluun sähköpostiosoitteella ja salasanalla, joita et käytä Kelan verkossa. Vaihda salasana säännöllisesti."],
      ["tilit-kuntoon-ja-apua-ongelmiin", "Tilit kuntoon ja apua ongelmiin", "Jos epäilet, että joku käyttää tiliäsi, vaihda salasana heti ja kerro viestintään."]] },
    { url: "fi/pelisaannot/", title: "Pelisäännöt", texts: [
      ["", "", "Turvallisesti somessa: salasanat, asetukset ja se, mitä teet, jos kohtaat uhkailua, väärää tietoa tai väärinkäyttöä."]] },
    { url: "fi/askeleet/jaa/", title: "Jaa muiden sisältöä ja osallistu keskusteluun", texts: [
      ["", "", "Kommentoi, jaa ja osallistu: keskustelu tuo tilille seuraajia."],
      ["keskustele-ala-vain-tiedota", "Keskustele, älä vain tiedota", "Somessa keskustelu on tärkeämpää kuin tiedotus."]] },
  ];
  const others = { __proto__: null, losenord: ["sv", "lösenord", pages[0]], password: ["en", "password", pages[0]] };
  const typos = { __proto__: null, salsana: "salasana" };

  const fold = (s) => s.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const wordsOf = (s) => s.match(/[\p{L}\p{N}]+/gu) ?? [];

  function mark(text, asked, forms) {
    return text.split(/([\p{L}\p{N}]+)/u).filter(Boolean).map((part) => {
      const hit = asked.some((word) => fold(part).startsWith(word));
      if (hit) forms.add(part.toLowerCase());
      return { text: part, mark: hit };
    });
  }

  function search(query, lang) {
    const asked = wordsOf(fold(query.slice(0, 200))).filter((word) => word.length > 2);
    const results = { query, words: asked, main: [], related: [], other: [], suggestion: typos[asked[0]] ?? "", partial: false };
    if (lang !== "fi" || !asked.length) return results;
    pages.forEach((page, i) => {
      const forms = new Set();
      const title = mark(page.title, asked, forms);
      const sections = page.texts.map(([anchor, heading, text]) => ({ anchor, heading: mark(heading, asked, forms), excerpt: mark(text, asked, forms) }))
        .filter((s) => [...s.heading, ...s.excerpt].some((p) => p.mark));
      if (!sections.length) return;
      const why = [...forms].map((form) => ({ word: asked[0], form, cost: 0, how: "form", pages: 1 }));
      (i === 2 ? results.related : results.main).push({ id: i, url: page.url, title, lang: "", score: 1, via: null, sections, why });
    });
    const other = others[asked[0]];
    if (other) {
      const [code, word, page] = other;
      results.other.push({ id: 0, url: page.url, title: [{ text: page.title, mark: false }], lang: "", score: 1, via: { lang: code, word },
        sections: [{ anchor: "", heading: [], excerpt: [{ text: page.texts[0][2], mark: false }] }], why: [{ word, form: "salasana", cost: 0, how: "form", pages: 1 }] });
    }
    return results;
  }

  (globalThis.opasSearch ??= {}).open = ({ lang, load }) => ({
    ready: load("search/" + lang + ".js"),
    search: async (query) => search(query, lang),
  });
}
