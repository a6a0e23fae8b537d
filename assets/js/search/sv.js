"use strict";

// Swedish: definite forms, plurals and genitives, comparison, weak and strong
// verbs. The notation of the tables is told in analysis.js. A hypothesis is a
// stem without its last unstressed vowel (flicka, flickor: flick).
//
// Words are folded (å ä = a, ö = o), which undoes umlaut as well: händer, hand.
//
// The comments "a=b" are examples and tests: both are forms of one word; "a≠b":
// they are not, and must not meet cheaply; "a~b": one is derived from the other,
// and stands for it where the guide has not got the word itself.
{
  const rules = {
    word: [
      // Any word: bil=bilar, bil≠bok, hus≠hund, land≠lång
      "- ending",
      // Genitive and passive: kommuns=kommunen, flickornas=flicka, skrivs=skriva
      "2-s ending 5",
    ],

    ending: [
      // As it is: hus=huset
      "- stem",
      // Definite singular: bilen=bil, huset=hus, flickan=flicka, äpplet=äpple, kalendern=kalender, moderatorn=moderator
      "2-en,2-et,V-n,V-t,eL-n,or-n stem 10",
      // Plural: flickor=flicka, bilar=bil, bilder=bild, skor=sko, äpplen=äpple
      "2-or,2-ar,2-er,V-r,e-n stem 10",
      // Definite plural: flickorna=flicka, bilarna=bil, bilderna=bild, skorna=sko, äpplena=äpple, lärarna=lärare
      "2-orna,2-arna,2-erna,V-rna,2-na,arna>are stem 10",
      // Adjectives: viktigt=viktig, viktiga=viktig, nytt=ny, rött=röd, sant=sann, skrivne=skriven
      "t,V-tt,2-ne stem 10", "tt>d,nt>nn stem 20",
      // Comparison: viktigare=viktig, viktigast=viktig, viktigaste=viktig, större=stor, störst=stor, högsta=hög, yngre=ung
      "2-are,2-ast,2-aste,3-re,3-st,3-sta,3-ste stem 15", "yngre>ung,yngst>ung stem 15",
      // Comparison from another stem: bättre=bra, äldre=gammal, gamla=gammal, mindre=liten, små=liten
      "^battre>bra,^bast>bra,^aldre>gaml,^aldst>gaml,^gammal>gaml,^mindre>lit,^minst>lit,^lilla>lit,^sma>lit = 15",
      // Weak verbs: talar=tala, talade=tala, talat=tala, hänger=hänga, hängde=hänga, köpte=köpa, bodde=bo, bott=bo
      "2-ade,2-at,2-ad,2-de,2-te,V-dde,V-dd stem 10", "2-d stem 20",
      // Supine: skrivit=skriva
      "2-it stem 10",
      // Participles: talande=tala, leende=le, skriven=skriva, ställda=ställa, räckta=räcka
      "2-ande,2-ende,C-da,C-ta,V-dda stem 10",
      // Weak verbs with another stem: lade=lägga, lagt=lägga, sade=säga, visste=vet
      "lade>lagg,lagt>lagg,lagd>lagg,^sade>sag,^visste>vet stem 10",
      // Nouns of actions and qualities: utbildning=utbilda, säkerhet=säker
      "3-ning,3-het stem 45",
      // More of them, which are words of their own: kommentering~kommentera, medlemskap~medlem
      "3-ing,3-skap stem 60",
    ],

    stem: [
      // As it is: hus=huset
      "- =",
      // The last vowel: flicka=flickor, äpple=äpplen
      "2-a,2-e,2-o consonant 5", "- consonant",
      // Nouns of participles: bloggandet=blogga, agerandets=agera
      "VC-and,CC-and consonant 10",
      // Strong verbs, i e i: skrev=skriva, blev=bli, blivit=bli, steg=stiga, grep=gripa
      "rev>riv,lev>li,bliv>bli,teg>tig,rep>rip,vek>vik,rek>rik,slet>slit = 15",
      // u ö u, y ö u: bjöd=bjuda, njöt=njuta, sköt=skjuta, slöt=sluta, sjöng=sjunga, bröt=bryta, brutit=bryta, flög=flyga, flugit=flyga, strök=stryka, strukit=stryka
      "jod>jud,jot>jut,skot>skjut,slot>slut,jong>jung,rot>ryt,rut>ryt,flog>flyg,flug>flyg,strok>stryk,struk>stryk = 15",
      // i a u: fann=finna, funnit=finna, vann=vinna, hann=hinna, band=binda, bundit=binda, sprang=springa, sprungit=springa, drack=dricka, druckit=dricka, satt=sitta
      "fann>finn,funn>finn,vann>vinn,vunn>vinn,hann>hinn,hunn>hinn,gann>ginn,gunn>ginn,band>bind,bund>bind,rang>ring,rung>ring,rack>rick,ruck>rick,satt>sitt,sutt>sitt = 15",
      // Short verbs: tog=ta, tagit=ta, gav=ge, givit=ge, gick=gå, fick=få, såg=se, stod=stå, drog=dra, dragit=dra, slog=slå, slagit=slå, dog=dö
      "tog>ta,tag>ta,gav>ge,giv>ge,gick>ga,gang>ga,fick>fa,sag>se,stod>sta,drog>dra,drag>dra,slog>sla,slag>sla,dog>do = 15",
      // Weak verbs with another vowel: valde=välja, sålt=sälja, gjorde=göra, gjort=göra
      "val>valj,sal>salj,gjor>gor = 15",
      // Others: höll=hålla, föll=falla, burit=bära, legat=ligga
      "holl>hall,foll>fall,bur>bar,skur>skar,leg>ligg = 15",
    ],

    consonant: [
      // As it is: flicka=flickor
      "- =",
      // Double consonants: program=programmet, man=männen, kom=kommer, ställde=ställa, fötter=fot
      "C-: = 10",
      // ck: böcker=bok
      "ck>k = 10",
      // e lost: nyckel=nycklar, vacker=vackra, öppen=öppna, register=registret, numren=nummer, morgnar=morgon
      "C-el>l,C-er>r,C-en>n,C-on>n,mmer>mr = 10",
      // Latin: museum=museet, centrum=centret
      "2-um,2-eum = 10",
    ],
  };
  // Words that carry no topic, folded: conjunctions, prepositions, pronouns,
  // and the verbs that help to ask.
  const stop =
    "och eller men att om nar da som dar har hit dit an sa ju val ocksa bara inte ej nu redan utan med for fran till pa i av vid under over efter hos mot mellan genom " +
    "jag mig min mitt mina du dig din ditt dina han honom hans hon henne hennes hen vi oss var vart vara ni er ert era de dem deras den det dess " +
    "denna detta dessa en ett nagon nagot nagra ingen inget inga man sig sin sitt sina vad vem vilken vilket vilka varfor hur nar mycket manga alla allt " +
    "ar vore blir ha har hade vara haft kan kunde ska skall skulle vill ville maste bor borde far fick";

  // Dots that lack are cheap: many type without. Umlaut makes ä and ö of a and o
  // (hand, händer), so these are cheap too; å never comes and goes.
  const harmony = (typed, found) =>
    globalThis.opasSearch.dots(typed, found, (a, b) => (/[åäö]/.test(typed) ? (a === "å" || b === "å" ? 0.6 : 0.2) : 0.1));

  // Words that seldom tell what a question is about: they count for little beside
  // others.
  const weak = "före innan hända använda öppna mer se titta visa skicka behöva fråga veta hitta lägga säga göra komma ge vilja ta berätta hjälpa svara skriva bra bättre bäst rätt egen annan alla många människa sak";

  globalThis.opasSearch.language("sv", { letters: "V=aeiouy C=bcdfghjklmnpqrstvwxz L=lnr", rules, stop, weak, harmony });
}
