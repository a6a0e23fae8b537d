"""Swedish and English words, judged by the dictionaries of Hunspell: an entry is
a lemma, and its suffixed forms are its forms. Prefixes and derivations are left out."""
import re
from collections import defaultdict

DICTIONARIES = {"sv": "/usr/share/hunspell/sv_FI", "en": "/usr/share/hunspell/en_GB"}

# What an English inflection adds; the dictionary derives much else.
INFLECTION = re.compile(r"^(.?(ed|ing)|d|e?s|ies|ied|ying|'s|.?e[rs]t?|ie[rs]t?|r|st)$")
DERIVATION = re.compile(r"(ion|ly|ment|ness|ity|er|or)$")
AGENT = re.compile(r"^-r(en?|ens|es|na|nas)$")  # Swedish: skriva, skrivare
DERIVED = re.compile(r"^(isk[ta]?|iske|del.*|part.*|dags|hands|generations|pris)$")  # Swedish: typ, typisk; femte, femtedel

# Words with entries of their own that are forms of the first word of their line.
SAME = {
    "en": """write wrote written; draw drew drawn; build built; keep kept; make made making makes; come came comes coming; find found
think thought; say said; tell told; know knew known; take took taken; give gave given; choose chose chosen; speak spoke spoken
begin began begun; break broke broken; bring brought; buy bought; catch caught; feel felt; leave left; lead led; lose lost
mean meant; meet met; read; run ran; see saw seen; send sent; show shown; spend spent; teach taught; understand understood
win won; grow grew grown; hear heard; hold held; pay paid; sell sold; stand stood; become became; fall fell fallen; drive drove driven
child children; person people; man men; woman women; foot feet; pass passed; matter matters; easy easier easiest
set setting settings; look looking; read reads reading""",
    "sv": """bli bliva; driva driver; sätta sätter; anhörig anhöriga; bokstav bokstäver; god gott goa; forma formar; visa visar; trygga tryggad
lyckas lyckats lyckades; tänka tänk; låta låt; ge giva; ta taga tas tagen; viss vissa; kunna kunnande; välja väljer väljs vald valde valt; lägga lägg lägger; skriva skriven; stödja stödjer stöda; göra gör gjord gjort; vän vänner
medium media; klar klart; sprida spridd spridda spritt; regel regler reglerna reglers reglernas; hashtagg hashtaggen hashtaggar
liten mindre minst; stor större störst; bra bättre bäst; flera fler flest flesta; sen senare senast; läsa läs""",
}

STOP = {
    "en": """a about above across after again against all almost along already also although always am among an and another
any anyone anything are around as ask at away be because been before being best better between both but by came can can't
cannot come could day did do does doing done don't down during each either else end enough even ever every everyone
everything few first for from further get give go goes good got had has have having he her here hers herself him himself his
how however i if in into is it its itself just keep know last least less let like ll long made make many may me mean might
mine more most much must my myself need never new next no none nor not nothing now of off often on once one only onto or
other others our ours out over own per put rather re really right s said same say see seem set several shall she should
since so some someone something soon still such sure t take than that the their theirs them themselves then there these
they thing this those though three through to today together too two under until up upon us use ve very want was way we
well went were what when where whether which while who whom whose why will with within without won would yes yet you your
yours yourself nobody seven work i'm it's don't that's you're""",
    "sv": """alla allt alltid andra annan annat att av bara behöva bero bli blir bra både bör båda börja dag de deg dem den denna
deras dess dessa det detta dig din dina ditt dock du där därför efter egen eget egna eller en er ett ofta om också ej
ens era ert finnas finns fram från få får fler flera fler fyra för först första före ge genom ger gå går gång gör göra
ha hade han har hela helt henne hennes här hon honom hur hos i igen in ingen inget innan inom inte ja jag kan kanske komma
kommer kunde kunna liten lite litet låta man med medan mellan men mer mera mest mig min mina mitt mot mycket måste många men
mina när nu ny nya något någon några nej ner ni nog och oss på sa samma samt se sedan sin sina sitt själv ska skall skulle
som stor stora så sådan sådant ta till tre två under upp ur ut utan vad var vara varandra varför vara varje vart vem vi vid
vilja vilka vilken vilket vill vår våra vårt väl än ändå är även över åt sju egna inga ingå allmän dit sig hen hens hel bra flera""",
}

# What looks like the first or last part of a compound and is none: endings, prefixes and particles of verbs, and chance.
NO_PART = {
    "en": """able ally ible ness ledge ruction ration rial late mate tile inter fore super deter prefer plat action ways side face trans port euro pean""",
    "sv": """amma ande ende etens ling ring sion katta kampanja full till inne över fram fort utom samman miss upp igen före åstad beta bete platt grann varig trans port gemen omak anta""",
}


class Hunspell:
    letters = "aeiounstrlkmpgdb"

    def __init__(self, lang):
        self.lang = lang
        self.dotted = {"ä": "a", "ö": "o", "å": "a"} if lang == "sv" else {}
        self.stop, self.no_part = set(STOP[lang].split()), set(NO_PART[lang].split())
        groups = [line.split() for line in SAME[lang].replace("\n", ";").split(";") if line.split()]
        self.same = {w: g[0] for g in groups for w in g[1:]}
        self.others = {g[0]: g[1:] for g in groups}
        path = DICTIONARIES[lang]
        rules, self.entries = defaultdict(list), defaultdict(set)
        self.derivations, self.compounds = defaultdict(list), {}
        for f in map(str.split, lines(path + ".aff")):
            if len(f) >= 5 and f[0] == "SFX":
                add = f[3].split("/")[0].replace("0", "")
                rule = f[2].replace("0", ""), add, re.compile(f"(?:{f[4]})$")
                if INFLECTION.match(add) if lang == "en" else not DERIVED.match(add):
                    rules[f[1]].append(rule)
                elif DERIVATION.search(add):
                    self.derivations[f[1]].append(rule)
        for word in self.others:
            self.entries[word] |= set()  # hashtagg is no entry, its forms are
        self.rules, self.by_form = rules, defaultdict(set)
        for line in lines(path + ".dic")[1:]:
            word, _, flags = line.split("\t")[0].strip().partition("/")
            if word and word.isalpha() and not (set(flags) & set("%Z¤" if lang == "sv" else "_")):
                self.entries[word.lower()] |= set(flags)
        for word in list(self.entries):
            for form in self.forms(word):
                self.by_form[form].add(word)
            for derived in self.derived(word) if lang == "en" else ():
                self.entries[derived] |= {"S"}
                for form in self.forms(derived):
                    self.by_form[form].add(derived)

    def derived(self, word):
        """Nouns and adverbs that the dictionary has as forms of another word: organisation, largely."""
        for flag in sorted(self.entries[word]):
            for cut, add, fits in self.derivations.get(flag, ()):
                if word.endswith(cut) and fits.search(word):
                    yield word[:len(word) - len(cut)] + add

    def forms(self, lemma):
        head, tail = self.compounds.get(lemma, ("", lemma))
        return {head + f: k for f, k in self.simple_forms(tail).items()}

    def simple_forms(self, lemma):
        out = {lemma: "lemma"} | {f: "irregular" for f in self.others.get(lemma, ())}
        for flag in sorted(self.entries.get(lemma, ())):
            for cut, add, fits in self.rules.get(flag, ()):
                if lemma.endswith(cut) and fits.search(lemma):
                    out.setdefault(lemma[:len(lemma) - len(cut)] + add, "-" + add)
        if self.lang == "en":  # -er and -est are comparison only as a pair; else the former makes agents
            stems = {f[:-3] for f in out if f.endswith("est")}
            out = {f: k for f, k in out.items() if not (k.endswith("er") or k == "-r") or f[:-2] in stems}
        else:
            out = {f: k for f, k in out.items() if f.isalpha() and not (lemma[-1] == "a" and AGENT.match(k))}
        return out

    def base(self, entry):
        """The lemma of an entry: of an adverb in -ly its adjective."""
        if self.lang == "en" and entry.endswith("ly") and len(entry) > 5:
            for adjective in (entry[:-2], entry[:-3] + "y" if entry[-3] == "i" else "", entry[:-1] + "e"):
                if adjective in self.entries:
                    return adjective
        return self.same.get(entry, entry)

    def lemmas(self, word):
        found = {self.base(l) for l in self.by_form.get(word, ()) if len(l) > 2} - self.stop
        # An entry that is itself a form of another one, such as a plural, is no lemma of its own.
        base = {l for l in found if not (self.by_form[l] - {l}) & found}
        if not found and self.lang == "sv" and word not in self.by_form:
            for head, tail in self.joints(word):
                for lemma in self.lemmas(tail):
                    self.compounds[head + lemma] = head, lemma
                    found.add(head + lemma)
        return (base or found) if word not in self.stop else set()

    def sure(self, word):
        """The lemma of a form that can be nothing else, or none."""
        found = self.lemmas(word)
        entries = self.by_form.get(word, set())
        bases = {self.base(e) for e in entries}
        return next(iter(found)) if len(found) == 1 and len(bases) < 2 and not (entries | bases) & self.stop else None

    def known(self, word):
        return word in self.by_form

    def parts(self, word):
        # With what the word itself may be besides: öppna is a form of öppen, and a verb.
        out = {self.base(l) for l in self.by_form.get(word, ())}
        out |= {l for b in word.split("-") if b != word and len(b) > 1 for l in self.lemmas(b) | self.parts(b)}
        if "-" not in word:
            for head, tail in self.cuts(word) if self.lang == "sv" else self.joints(word):
                out |= self.lemmas(head) | self.lemmas(tail) | self.parts(tail)
        return out

    def joints(self, word):
        """The ways to cut a compound in two long words, a Swedish joint's s with the head."""
        for i in range(4, len(word) - 3):
            head, tail = word[:i], word[i:]
            if self.known(tail) and (head in self.entries or head[-1] == "s" and head[:-1] in self.entries and self.lang == "sv"):
                yield head, tail

    def cuts(self, word):
        for i in range(3, len(word) - 2):
            head, tail = word[:i], word[i:]
            if self.known(tail):
                # The head's joint: arbets-, varu- of vara.
                heads = {head, head[:-1] if head[-1] == "s" else head, head[:-1] + "a" if head[-1] in "uoe" else head}
                yield from ((h, tail) for h in heads if h in self.entries)

    def sure_parts(self, word):
        """Parts of a compound, where it can be cut in one way only."""
        if len(self.lemmas(word)) != 1:
            return set()
        lemma = next(iter(self.lemmas(word)))
        joints = list(self.joints(lemma))
        if len(joints) != 1 or self.no_part & set(joints[0]):
            return set()
        head, tail = joints[0]
        return {head if head in self.entries else head[:-1], tail} - self.stop


def lines(path):
    with open(path, encoding="utf-8-sig") as f:
        return f.read().split("\n")
