"""Makes queries with their right pages. stdin: {lang, seed, counts, pages: [{key, text, extra}]}
stdout: a list of

    {kind, q, lemma, form, seen, right: [page], accept: [page]}

right: pages with any form of the query's lemma; accept: pages that are neither right nor wrong, where the
lemma is part of a compound, a keyword, in a card that names another page, or where the query can be read as
a form of another word. form is the kind of form, seen whether the query stands in the text.
"""
import json
import random
import re
import sys
from collections import defaultdict

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
PLAIN = {"singular", "plural", "finite"}


def words(text):
    return [w.replace("’", "'") for w in WORD.findall(text.lower())]


def language(lang):
    if lang == "fi":
        import finnish
        return finnish.Finnish()
    import hunspell
    return hunspell.Hunspell(lang)


class Judge:
    """Which pages have a form of a lemma, and which have it in part."""

    def __init__(self, lang, pages):
        self.lang = lang
        self.whole, self.part = defaultdict(set), defaultdict(set)
        self.exact, self.folded, self.compounds = defaultdict(set), defaultdict(set), defaultdict(set)
        for page in pages:
            for w in set(words(page["text"])):
                self.exact[w].add(page["key"])
                self.folded[self.fold(w)].add(page["key"])
                for l in lang.lemmas(w):
                    self.whole[l].add(page["key"])
                for l in lang.parts(w):
                    self.part[l].add(page["key"])
                for l in lang.sure_parts(w) - lang.lemmas(w):
                    self.compounds[l].add(page["key"])
            for w in set(words(page["extra"])):
                for l in lang.lemmas(w) | lang.parts(w):
                    self.part[l].add(page["key"])
                self.folded[self.fold(w)].add(page["key"])

    def fold(self, w):
        return "".join(self.lang.dotted.get(c, c) for c in w)

    def query(self, kind, q, lemma, form, right=None):
        right = self.whole[lemma] if right is None else right
        accept = set(self.part[lemma]) | self.folded.get(self.fold(q), set())
        for other in self.lang.lemmas(q):
            accept |= self.whole.get(other, set()) | self.part.get(other, set())
        accept |= self.whole.get(lemma, set())
        return dict(kind=kind, q=q, lemma=lemma, form=form, seen=q in self.exact, right=sorted(right), accept=sorted(accept - right))


def sure_lemmas(lang, judge):
    """Lemmas of which a form in the text can be nothing else."""
    found = {lang.sure(w) for w in judge.exact if len(w) > 2} - {None}
    return sorted(l for l in found if len(l) > 2 and "-" not in l)


def pick_forms(lang, lemma, r, text=()):
    """Some forms of a lemma: one that stands in the text, then by kind, as readers type plain cases more than rare ones."""
    by_kind, seen = defaultdict(list), []
    for form, kind in sorted(lang.forms(lemma).items()):
        by_kind["plain" if kind in PLAIN or kind[0] in "-l" else kind].append((form, kind))
        if form in text:
            seen.append((form, kind))
    out = [(f, k) for f, k in r.sample(by_kind["plain"], min(3, len(by_kind["plain"]))) if k != "-'s"] + seen[:1]
    rest = sorted(k for k in by_kind if k != "plain")
    for k in r.sample(rest, min(1, len(rest))):
        out.append(r.choice(by_kind[k]))
    return out


def typo(lang, w, r):
    """The word with one slip, not at its first letter, that makes no other word."""
    for _ in range(20):
        i = r.randrange(1, len(w))
        c = r.choice(lang.letters)
        slip = r.choice([w[:i] + w[i + 1:], w[:i] + c + w[i:], w[:i] + c + w[i + 1:], w[:i] + w[i + 1:i + 2] + w[i] + w[i + 2:]])
        if slip != w and len(slip) > 4 and not lang.known(slip):
            return slip


def main():
    task = json.load(sys.stdin)
    lang, r = language(task["lang"]), random.Random(task["seed"])
    judge = Judge(lang, task["pages"])
    lemmas = sure_lemmas(lang, judge)
    r.shuffle(lemmas)
    out, forms = [], {}
    for l in lemmas:
        if len(out) >= task["counts"]["inflected"]:
            break
        forms[l] = sorted(set(pick_forms(lang, l, r, judge.exact)))
        out += [judge.query("inflected", f, l, k) for f, k in forms[l]]
    parts = sorted(p for p in judge.compounds if len(p) > 3)
    r.shuffle(parts)
    for p in parts[:task["counts"]["other"]]:
        # A part that stands nowhere alone; and one that does, where compounds should come as well.
        alone = judge.whole.get(p, set())
        right = judge.compounds[p] - alone
        for f in sorted({p, *(f for f, k in pick_forms(lang, p, r)[:1])}):
            if right:
                out.append(judge.query("part, also alone" if alone else "part", f, p, "", right))
    flat = [(f, l, k) for l in sorted(forms) for f, k in forms[l] if k != "clitic"]
    dotted = [x for x in flat if judge.fold(x[0]) != x[0]]
    for f, l, k in r.sample(dotted, min(len(dotted), task["counts"]["other"])):
        out.append(judge.query("no dots", judge.fold(f), l, k))
    long = [x for x in flat + [(l, l, "lemma") for l in sorted(forms)] if len(x[0]) >= 6 and (x[2] in PLAIN or x[2][0] in "-l")]
    for f, l, k in r.sample(long, min(len(long), 2 * task["counts"]["other"])):
        slip = typo(lang, f, r)
        if slip:
            out.append(judge.query("typo", slip, l, k))
    unique = {(q["kind"], q["q"]): q for q in out if len(q["q"]) > 2 and q["right"]}
    json.dump(list(unique.values()), sys.stdout, ensure_ascii=False)


main()
