"""Finnish words, judged by Voikko: readings of a form, and forms of a word.

Forms are made by over-generation: every stem that could be one, with every
ending; what Voikko does not read as a form of the word is dropped.
"""
import itertools
import re

import libvoikko

CONTENT = {"nimisana", "laatusana", "nimisana_laatusana", "teonsana", "nimi", "etunimi", "sukunimi", "paikannimi"}

# Words so common or empty that nobody looks for them.
STOP = set("""olla ei voida se joka jokin joku kuin mikä kuka tämä tuo minä sinä hän me te he itse oma muu kaikki moni sama
toinen saada pitää tulla mennä käydä tehdä antaa haluta kannattaa tarvita täytyä aika asia tapa kerta lisä mukaan kohta
yksi kaksi kolme neljä viisi kuusi seitsemän ensimmäinen joki tai tuoda luo toki muki""".split())

# Words that Voikko does not know, inflected like one that it knows:
# word, its unchanging beginning, the model, the model's beginning.
MODELS = [line.split() for line in """
kelalainen kela suomalainen suoma
hashtag hashtag blogi blog
twiitata twiit viitata viit
uudelleentwiittaus uudelleentwiittau viittaus viittau
repostaus repostau valtaus valtau
sociabble sociabbl nalle nall
skype skyp nalle nall
linkedin linkedin berliini berliin
""".split("\n") if line]

V = "aeiouyäö"
GRADES = ["kk:k pp:p tt:t nt:nn mp:mm lt:ll rt:rr nk:ng k: p:v t:d lk:lje rk:rje hk:hje k:j k:v"]
PAIRS = [tuple(p.split(":")) for p in " ".join(GRADES).split()]
PAIRS += [(b, a) for a, b in PAIRS]

NOMINAL_PROBES = "n na nä ssa ssä ja jä ta tä".split()
CASES = """t a ä ta tä tta ttä n en in den ten tten ien jen iden itten ssa ssä sta stä lla llä lta ltä lle na nä ksi tta ttä
seen siin hin han hen hon hun hyn hän hön an en in on un yn än ön ja jä""".split()
OWNED = """ ssa ssä sta stä lla llä lta ltä lle na nä kse a ä ta tä tta ttä ja jä seen siin hin han hen hon hun hyn hän hön
ien jen iden an en on un""".split()
OWNERS = "ni si nsa nsä mme nne".split()
COMPARISON = "mpi mman mpaa mpää mmat mpia mpiä mmissa mmissä in immat imman mmin immin sti".split()

VERB_PROBES = "n vat vät nut nyt lut lyt rut ryt sut syt taan tään ttiin daan dään laan lään raan rään naan nään in isin".split()
VERBAL = """ n t mme tte vat vät a ä e o i u y in it imme itte ivat ivät isi isin isit isimme isitte isivat isivät kaa kää
taan tään daan dään laan lään raan rään naan nään tiin ttiin iin taisiin ttaisiin täisiin ttäisiin tu tty ttu ty ttava ttävä
tava tävä tavat tävät ttavat ttävät nut nyt lut lyt rut ryt sut syt neet leet reet seet neen da dä ta tä a ä la lä ra rä na nä
essa essä en akseni äkseni massa mässä masta mästä maan mään malla mällä matta mättä minen misen mista mistä misesta misestä
misessa misessä miseen miselle va vä van vän vaa vää vassa vässä vaksi väksi vien via viä ja jä""".split()
CLITICS = "kin kaan kään ko kö han hän".split()


class Finnish:
    lang = "fi"
    dotted = {"ä": "a", "ö": "o", "å": "a"}
    letters = "aeiouynstrlkmpvhjd"

    def __init__(self):
        self.voikko = libvoikko.Voikko("fi")
        self.memo = {}

    def readings(self, word):
        """The analyses of a form, each (lemma, its kind of form, class, structure)."""
        if word in self.memo:
            return self.memo[word]
        raw = self.voikko.analyze(word) or self.voikko.analyze(word.capitalize())
        out = {(self.lemma(a), kind(a), a["CLASS"], a["STRUCTURE"]) for a in raw}
        if not out:
            for lemma, start, model, model_start in MODELS:
                if word == lemma:
                    out.add((lemma, "case", "nimisana", ""))
                elif word.startswith(start):
                    same = self.readings(model_start + word[len(start):])
                    out |= {(lemma, k, c, "") for m, k, c, _ in same if m == model}
        self.memo[word] = out
        return out

    @staticmethod
    def lemma(a):
        """The base form; of a participle that of its verb, which may be derived: uudist(uudistaa)u(+ua)."""
        participle = "PARTICIPLE" in a and not a["BASEFORM"].endswith("inen")  # tyytyväinen is a word of its own
        bases = a.get("WORDBASES", "") if participle else ""
        verb = re.match(r"\+[^(]+\(([^)=]+[aä])\)\+", bases)
        derived = re.match(r"\+([^(]+)\([^)=]+\)[^(+]*\(\+([^)]+[aä])\)", bases)
        if verb or derived:
            return (verb[1] if verb else derived[1] + derived[2]).lower()
        return a.get("BASEFORM", "").lower()

    def lemmas(self, word):
        return {l for l, _, c, _ in self.readings(word) if c in CONTENT and l not in STOP}

    def sure(self, word):
        """The lemma of a form that is a content word and can be nothing else, or none."""
        all_ = {l for l, _, _, _ in self.readings(word)}
        return next(iter(all_ & self.lemmas(word))) if len(all_) == 1 and self.lemmas(word) else None

    def known(self, word):
        return bool(self.readings(word))

    def parts(self, word):
        """Lemmas of the parts of a compound, or none; alternatives are pooled."""
        out = set()
        if "-" in word:
            bits = [b for b in word.split("-") if len(b) > 1]
            out |= {l for b in bits for l in self.lemmas(b) | self.parts(b)}
        for _, _, _, structure in self.readings(word):
            at = [m.start() for m in re.finditer("=", structure)]
            cuts = [p - i for i, p in enumerate(at)] + [len(word)]
            if "-" in word or len(cuts) < 3:
                continue
            for i, j in itertools.combinations(range(len(cuts)), 2):
                piece = word[cuts[i]:cuts[j]]
                if len(piece) > 2 and len(piece) < len(word):
                    out |= self.lemmas(piece)
        return out

    def sure_parts(self, word):
        """Parts of a compound, where they leave no doubt; no part of parts."""
        structures = {s for _, _, _, s in self.readings(word)}
        if len(structures) != 1 or len(self.lemmas(word)) != 1:
            return set()
        pieces = [len(p) for p in next(iter(structures)).split("=")[1:]]
        ends = list(itertools.accumulate(pieces))
        found = [self.lemmas(word[e - n:e]) for e, n in zip(ends, pieces) if n > 3] if len(pieces) > 1 else []
        nouns = {l for ls in found if len(ls) == 1 for l in ls}
        return {l for l in nouns if not any(c == "teonsana" for _, _, c, _ in self.readings(l))}

    def forms(self, lemma):
        """Forms of a lemma as {form: kind}."""
        for word, start, model, model_start in MODELS:
            if word == lemma:
                known = self.forms(model)
                return {start + f[len(model_start):]: k for f, k in known.items() if f.startswith(model_start)}
        verb = any(c == "teonsana" for l, _, c, _ in self.readings(lemma) if l == lemma)
        adjective = any(c == "laatusana" for l, _, c, _ in self.readings(lemma) if l == lemma)
        found = {s for s, e in itertools.product(stems(lemma), VERB_PROBES if verb else NOMINAL_PROBES)
                 if self.is_form(s + e, lemma)} | {lemma, lemma[:-1]}
        out = {}
        endings = VERBAL if verb else CASES + (COMPARISON if adjective else [])
        for s, e in itertools.product(found, endings):
            self.keep(out, s + e, lemma)
        if not verb:
            for s, e in itertools.product(found, OWNED):
                for p in OWNERS + [e[-1:] + "n"]:
                    self.keep(out, s + e + p, lemma)
        for f in sorted(out)[::5]:
            for c in CLITICS:
                self.keep(out, f + c, lemma, "clitic")
        return out

    def is_form(self, word, lemma):
        return self.voikko.spell(word) and any(l == lemma for l, _, _, _ in self.readings(word))

    def keep(self, out, word, lemma, as_kind=None):
        archaic = lemma[-1] in "aä" and word.startswith(lemma + "t" + lemma[-1])  # tavarata
        if word not in out and not archaic and self.voikko.spell(word):
            kinds = sorted(k for l, k, _, _ in self.readings(word) if l == lemma)
            if kinds:
                out[word] = as_kind or kinds[0]


def stems(lemma):
    """Beginnings that forms of a lemma might have, many of them wrong."""
    out = set()
    for cut in range(0, min(4, len(lemma) - 1)):
        base = lemma[:len(lemma) - cut]
        bodies = {base}
        for a, b in PAIRS:
            for tail in ("", *V, *(v + c for v in V for c in "lrns" if len(base) > 4)):
                if base.endswith(a + tail) and (a or base[-1:] in V):
                    bodies.add(base[:len(base) - len(a + tail)] + b + tail)
        for body in bodies:
            for add in ["", *V, "i", "ee", "aa", "ää", "ii", "uu", "yy", "se", "s", "si", "kse", "ksi", "ks", "te", "de",
                        "hte", "t", "ime", "imi", "in", "ne", "ni", "oi", "öi", "ei", "ai", "äi", "ui", "yi", "ehe", "ehi",
                        "h", "n", "l", "r", "tse", "aise", "mpa", "mma", "mpä", "mmä", "ttoma", "ttömä", "ttomi"]:
                if len(body) + len(add) > 1:
                    out.add(body + add)
    return out


def kind(a):
    """The kind of form of an analysis, in a few classes."""
    if a.get("FOCUS") or a.get("KYSYMYSLIITE"):
        return "clitic"
    if a.get("POSSESSIVE"):
        return "possessive"
    if a.get("PARTICIPLE"):
        return "participle"
    if a.get("COMPARISON") in ("comparative", "superlative"):
        return "comparison"
    if a["CLASS"] == "teonsana":
        if "infinitive" in a.get("MOOD", ""):
            return "infinitive"
        return "passive" if a.get("PERSON") == "4" else "finite"
    return "plural" if a.get("NUMBER") == "plural" else "singular"
