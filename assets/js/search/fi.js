"use strict";

// Finnish: 15 cases in two numbers, six possessives, clitics, the finite and
// infinite forms of verbs, comparison, and consonant gradation. The notation of
// the tables is told in analysis.js.
//
// A hypothesis is a word's stem with the end it has in the dictionary of this
// machine: its last vowel or vowels (talo, kukka: kuKa, hame: hamee, varas:
// varkaa), or a mark for a type of stem:
//
//   N  nainen, naise-, nais-         S  tulos, tulokse-; vapaus, vapaude-; mies
//   M  avain, avaime-                T  työtön, työttömä-
//   X  haluta, halua-; valita, valitse-; lämmetä, lämpene-
//   O  kolmas, kolmante-
//   1  one syllable: työ, maa, tie, saada
//   K P T: a long consonant that can be short (kukka, kukan)
//
// Words are folded (ä = a, ö = o); harmony() tells them apart again.
//
// The comments "a=b" are examples and tests: both are forms of one word; "a≠b":
// they are not, and must not meet cheaply; "a~b": one is derived from the other,
// and stands for it where the guide has not got the word itself.
{
  const rules = {
    word: [
      // Any word: talo=talossa, puhua=puhun, talo≠tila, kansa≠kansio, aika≠aihe, kello≠keli, tieto≠tie, laki≠laji, kuva≠kuu, palvelu≠palvella
      "- nominal", "- verb 2",
      // Possessives: taloni=talo, talossasi=talo, talonsa=talo, talomme=talo, talonne=talo
      "3V-ni,3V-si,3V-nsa,3V-mme,3V-nne possessed 15",
      // Possessive of the third person: talossaan=talo, kielelleen=kieli
      "4a-an,4e-en possessed 20",
      // Clitics: talokin=talo, talokaan=talo, taloko=talo, talohan=talo, talopa=talo
      "3-kin,3-kaan,3-ko,3-han,3-pa word 50",
      // Words that go their own way: parasta=parhaat, paras=hyvä
      "^par-as>haa,^par-asta>haa lexeme", "^paras>hyva,^parhaa>hyva,^parhaat>hyva = 40",
    ],

    nominal: [
      // Nominative singular: talo=taloa
      "- nominative s",
      "- cases", "- nasal",
      // Genitive singular and nominative plural: talon=talo, talot=talo, kadun=katu, kirjat=kirja
      "n stem w", "t singular w",
      // Adverbs: nopeasti=nopea, kauniisti=kaunis
      "sti singular 10 w",
      // Adverbs of comparison: nopeammin=nopea
      "mmin degree 40",
      // Distributive adverbs: päivittäin=päivittäinen
      "ttain>ttaiN lexeme 40",
    ],

    // Before a possessive suffix the n of the case is lost, and stems are strong
    possessed: [
      // Nominative, genitive: katuni=katu, kätesi=käsi
      "- singular s", "i- nominative 20 s",
      // The other cases: talossani=talo, talokseni=talo, talojensa=talo, taloonsa=talo
      "- cases", "kse>ksi cases", "->n nasal",
      // Second infinitive: puhuessani=puhua, tehdessään=tehdä
      "essa infinitive", "e infinitive 20",
      // First infinitive, translative: puhuakseni=puhua, saadakseni=saada, tullakseni=tulla
      "Dakse bare u", "L-:akse bare u", "akse present s",
    ],

    cases: [
      // Inessive, elative, adessive, ablative, allative: talossa=talo, kädestä=käsi, pöydällä=pöytä, talolta=talo, kirjalle=kirja
      "ssa,sta,lla,lta,lle stem w",
      // Translative: taloksi=talo
      "ksi stem w",
      // Essive: talona=talo, lapsena=lapsi
      "na stem s", "na consonant 30",
      // Abessive; partitive of words in -e: talotta=talo, hametta=hame
      "tta stem 20 w", "3e-tta>e lexeme",
      // Partitive: kieltä=kieli, taloja=talo, maata=maa, taloa=talo, lapsia=lapsi, naisia=nainen
      "ta consonant", "i-ta plural s", "VV-ta singular s", "ja>i,i-a plural s", "V-a singular s",
      // Comitative: lapsine=lapsi
      "ine>i plural 25",
    ],

    nasal: [
      // Genitive plural: lapsien=lapsi, talojen=talo, pankkien=pankki, maiden=maa, maitten=maa, naisten=nainen
      "ien>i,jen>i plural 5 s", "ien>i lexeme 5 s", "iden>i,itten>i plural s", "ten consonant 10",
      // Illative: taloon=talo, käteen=käsi, maahan=maa, kaloihin=kala, huoneeseen=huone, huoneisiin=huone
      "V-:n stem 5 s", "V-hVn stem s", "seen singular u", "i-siin plural u",
    ],

    stem: [
      // Either number: talossa=talo, taloissa=talo
      "- singular", "i- plural 5",
    ],

    // The stem of the singular before an ending; it ends in a vowel
    singular: [
      // Any vowel, long ones included: talossa=talo, kuninkaan=kuningas, hameen=hame
      "V- lexeme",
      // Words of one syllable: maassa=maa, työssä=työ, etätyössä=etätyö
      "^VV->1,^CVV->1,^CCVV->1 =", "uo->1,yo->1,ie->1 = 20",
      // k lost between two of one vowel: koossa=koko
      "^ko-o>ko lexeme 20",
      // Stems in -kse, -se, -de, -me, -he: tuloksen=tulos, naisen=nainen, vapauden=vapaus, avaimen=avain, miehen=mies
      "kse>S,3V-se>N,4U-De>S,3i-me>M,mie-he>S lexeme",
      // Caritive -ttoma: työttömän=työtön
      "ttoma>T lexeme",
      // Ordinals: kolmannen=kolmas, kolmanteen=kolmas
      "3a-nne>O,3a-nte>O lexeme",
      // Stems in -ele, -ere, -ene: askeleen=askel
      "VL-ee>e lexeme 30",
      // Participles: puhuneen=puhua, tulleen=tulla
      "Q-nee,R-:ee participle 30 s",
      // Contracted verbs: tapaan=tavata
      "a-a>X = 20",
    ],

    // The stem of the plural; it ends in i
    plural: [
      // a becomes o: talojen=talo, kalojen=kala
      "oi>o lexeme", "oi>a lexeme 10",
      // Words of one syllable: puissa=puu, pyiden=pyy, maissa=maa, töissä=työ, teissä=tie, suojateissä=suojatie
      "^C-ui>uu1,^C-yi>yy1,^CC-ui>uu1,^C-ai>aa1,^C-oi>uo1,^C-oi>yo1,^oi>yo1,^C-ei>ie1 =", "3-oi>uo1,3-oi>yo1,3t-ei>ie1 = 25",
      // u and y: katujen=katu, vastuita=vastuu
      "U-i lexeme", "3u-i>u lexeme 20",
      // e of i, ee, e, ea: pankkeja=pankki, hameita=hame, askeleita=askel, korkeita=korkea, Googleilla=Googlen
      "ei>i,e-i>e lexeme", "VL-ei>e lexeme 30", "C-ei>e lexeme 25", "e-i>a lexeme 20",
      // Long vowels: kuninkaita=kuningas, kauniita=kaunis
      "a-i>a,ii- lexeme",
      // a and e are lost: koiria=koira, kiviä=kivi
      "C-i>a,C-i>e lexeme",
      // Stems in -kse, -se, -me, -he, -ttoma, -nte: tuloksia=tulos, naisia=nainen, avaimia=avain, miehiä=mies, työttömiä=työtön
      "ksi>S,V-si>N,i-mi>M,mie-hi>S,ttomi>T,3a-nsi>O lexeme",
      // t becomes s before i: käsissä=käsi, uusia=uuden
      "W-si>te lexeme 20 s",
      // Participles: puhuneita=puhua
      "Q-nei,R-:ei participle 30 s",
    ],

    // The stem that ends in a consonant
    consonant: [
      // e is lost: kieltä=kieli, pientä=pieni
      "C->e lexeme u",
      // s: naista=nainen, tulosta=tulos, kuningasta=kuningas, kaunista=kaunis
      "s>N,s>S,a-s>a,i-s>i,e-s>e lexeme u",
      // t: vapautta=vapaus, kolmatta=kolmas, vettä=vesi, puhunutta=puhua, tullutta=tulla
      "U-t>S,3a-t>O lexeme u", "t>se lexeme 50 u", "Q-nUt,R-:Ut participle s",
      // n: avainta=avain, työtöntä=työtön
      "i-n>M,ton>T lexeme u",
    ],

    nominative: [
      // Any vowel but e: talo=talon, kaupunki=kaupungin
      "A- lexeme",
      // -e: huone=huoneen
      "e->e lexeme", "e- lexeme 20",
      // Words of one syllable: maa=maan, etätyö=etätyön
      "^VV->1,^CVV->1,^CCVV->1 =", "uo->1,yo->1,ie->1 = 20",
      // -i of e-stems: kieli=kielen, käsi=käden, yksi=yhden
      "i>e lexeme 10", "W-si>te,ksi>hte lexeme 20",
      // Comparative, superlative: suurempi=suuri, suurin=suuri
      "mpi degree 40", "i-n degree 50",
      // Types of stem: nainen=naisen, tulos=tuloksen, kuningas=kuninkaan, kaunis=kauniin, avain=avaimen, työtön=työttömän, kolmas=kolmannen
      "nen>N,s>S,3a-s>O,a-s>a,i-s>i,e-s>e,i-n>M,3ton>T lexeme",
      // -ut, -yt: kevyt=kevyen, puhunut=puhua, tullut=tulla, tehnyt=tehdä
      "U-t>e lexeme", "Q-nUt,R-:Ut participle 20 s",
      // Consonants, loans: sisar=sisaren, Facebook=Facebookin
      "C->e lexeme 20", "C->i = 30",
    ],

    // A hypothesis for a noun or an adjective; it may be derived itself
    lexeme: [
      // As it is: talo=talossa
      "- =",
      // k:v between u and u: puvun=puku, luvuissa=luku, kyvyn=kyky
      "uvu>uku,yvy>yky = 20",
      // Verbal noun: puhuminen=puhua
      "miN present 20 s",
      // Participles: puhuttava=puhua, puhuva=puhua, puhuma=puhua, puhuttu=puhua, tehty=tehdä
      "tava,ttava passive 30", "va present 30 s", "ma present 40 s", "ttU passive 30", "tU bare 30",
      // Agent: puhuja=puhua
      "4-ja present 90 s",
      // Comparison: suurempaan=suuri, suurimman=suuri
      "mpa,mma degree 35",
      // Actions, which are words of their own: kommentointi~kommentoida, ilmoitus~ilmoittaa, aikataulutus~aikatauluttaa, tilaus~tilata, sopimus~sopia, muutos~muuttaa, kuuntelu~kuunnella, julkaisu~julkaista, valinta~valita
      "ointi>oi,oinni>oi,3tUS>tta,3stUS>sta,2-mUS,2toS>tta,2telU>tele,aisU>aise present 60 s", "2a-US>X,2i-nta>X,2i-nna>X = 60",
      // Qualities: julkisuuden=julkisuus, avoimuus~avoin, rohkeus~rohkea, avuliaisuus~avulias
      "3suuS>N,3ttomuuS>T,3UUS>a,3UUS>o = 80", "2i-muuS>M,3eUS>ea,2aisuuS>aa = 60",
      // Negative participle: puhumaton=puhua
      "maT present 50 s",
    ],

    // Before -mpi and -in
    degree: [
      // Any vowel: nopeampi=nopea, parempi=hyvä, pitempi=pitkä
      "3V- = w", "^pide>pitka,^pite>pitka,^pisi>pitka,^pare>hyva,^parha>hyva =",
      // Comparative: vanhempi=vanha, iloisempi=iloinen, työttömämpi=työtön
      "3e>a,3se>N,ttoma>T = w",
      // Superlative: vanhin=vanha, iloisin=iloinen, korkein=korkea
      "3i>a,3i>e,3si>N,3e-i>e,3a-i>a = w",
    ],

    verb: [
      // Persons: puhun=puhua, puhut=puhua, puhumme=puhua, puhutte=puhua, puhuvat=puhua
      "n,t,mme,tte person 10 w", "vat person 10 s",
      // Third person: puhuu=puhua
      "V-: present 5 s",
      // Imperative: puhu=puhua, tee=tehdä, jaa=jakaa
      "- present 15 w", "^te-e>ke,^ja-a>ka = 15",
      // Third person past, conditional, potential: puhui=puhua, puhuisi=puhua, puhunee=puhua
      "i- past 10 s", "isi conditional w", "Q-nee,R-:ee participle 35 s",
      // Passive: puhutaan=puhua, syödään=syödä, tullaan=tulla, puhuttiin=puhua, puhuttaisiin=puhua, puhuttaneen=puhua, puhuttu=puhua
      "taan,daan,ttiin,tiin passive", "L-:aan bare u", "taisiin,ttaisiin,taneen,ttaneen,taisi,ttaisi passive 10", "tU,ttU passive 20",
      // Passive infinitive and imperative: puhuttaessa=puhua, puhuttakoon=puhua
      "taessa,ttaessa passive 10", "takoon,ttakoon passive 30",
      // Infinitives: saada=saan, haluta=haluan, tulla=tulen, puhua=puhun, puhuessa=puhua, puhuen=puhua
      "da,L-:a,CV-ta,s-ta,ae-ta bare u", "a present 5 s", "essa,en infinitive",
      // Third infinitive: puhumassa=puhua, puhumasta=puhua, puhumalla=puhua, puhumatta=puhua, puhumaan=puhua
      "ta passive 30", "massa,masta,malla,matta,maan,man present s",
      // Imperatives: puhukaa=puhua, puhukoon=puhua, halutkaa=haluta
      "kaa,koon,koot,kaamme,kaatte present 20 s", "kaa,koon,koot,kaamme,kaatte,tkaa,tkoon,tkoot,tkaamme,tkaatte bare 30 u",
    ],

    person: [
      // Present, past, conditional, potential: puhun=puhua, puhuin=puhua, puhuisin=puhua, puhunen=puhua, teen=tehdä, jaat=jakaa
      "- present", "i- past 5", "isi conditional 10 w", "Q-ne,R-:e participle 40 s", "^te-e>ke,^ja-a>ka =",
    ],

    present: [
      // Any vowel: puhun=puhua, annan=antaa, luen=lukea
      "CV-,VB- =", "Va- = 30",
      // One syllable: saan=saada
      "^VV->1,^CVV->1 =",
      // Contracted verbs: haluan=haluta, valitsen=valita, lämpenen=lämmetä
      "V-a>X,tse>X,3-ne>X =",
      // Consonant stems: tehkää=tehdä
      "C- bare u",
    ],

    past: [
      // o, u: puhuin=puhua, annoin=antaa, haravoin=haravoida
      "U-i,oi>o,oi>a,oi- =",
      // One syllable: sain=saada, join=juoda, söin=syödä, vein=viedä, kävin=käydä
      "^C-oi>uo1,^C-oi>yo1,^C-ei>ie1,^C-ai>aa1,^kavi>kay1 =", "Vi->1 = 20",
      // Lost vowels: etsin=etsiä, otin=ottaa, tulin=tulla, luin=lukea
      "C-i>a,C-i>e,Ci-,V-i =", "^CV-i>ke = 30 s",
      // -si, -tsi, -ni: halusin=haluta, ymmärsin=ymmärtää, valitsin=valita, lämpenin=lämmetä
      "V-si>X,tsi>X =", "si>ta = 20 s", "V-ni>X = 20",
    ],

    // Before -isi-
    conditional: [
      // Vowels: puhuisi=puhua, haluaisi=haluta, söisi=syödä, saisi=saada, haravoisi=haravoida
      "V-,V->X,V-a>X,^C-o>uo1,^C-o>yo1,^Ca->a1,^C-e>ie1,o->i =", "V->1 = 10",
      // Lost vowels: lukisi=lukea, etsisi=etsiä, valitsisi=valita, lämpenisi=lämmetä
      "C->e,C->i,ts>X =", "V-n>X = 20",
    ],

    // The stem before -ta, -la, -nut: consonant, or contracted
    bare: [
      // Vowels: haluta=haluan, saada=saan, etsiä: etsitä=etsiä
      "V->X,^VV->1,^CVV->1,i- = u",
      // Consonants: tulla=tulen, tehdä=teen, juosta=juoksen
      "C->e,te-h>ke,na-h>ke = u", "s>kse = 20 u",
    ],

    // Before -taan, -ttiin, -ttu
    passive: [
      // Vowels, a becomes e: puhutaan=puhua, annetaan=antaa, halutaan=haluta, saadaan=saada, jaetaan=jakaa
      "V-,e>a,^CV-e>ka,V->X,^VV->1,^CVV->1 = w",
      // Consonants: tehtiin=tehdä
      "C- bare u",
    ],

    // Before -nut, -nee-
    participle: [
      // Vowels, consonants: puhunut=puhua, saanut=saada, halunnut=haluta, tullut=tulla
      "V-,^VV->1,^CVV->1 =", "n,C- bare u",
    ],

    // Before -essa, -en
    infinitive: [
      // d, t, doubled consonants: saadessa=saada, halutessa=haluta, tullessa=tulla
      "D bare 10 u", "L-: bare u",
      // Vowels: puhuessa=puhua, lukiessa=lukea
      "- present 10 s", "i>e = 10 s",
    ],
  };

  // What stands after the consonants that alternate, and the grade where the
  // form's own says nothing: i inverse (sade, sateen), u unknown.
  const tails = [
    // Long vowel: kuningas=kuninkaan, koe=kokeen
    "V: i",
    // -ele, -ere, -ene: manner=mantereen
    "2C-VLe u",
    // Contracted verbs, -in: tavata=tapaan, avain=avaimen
    "2C-VX u", "2C-VM u", "2C-VVM u",
    // All others: katu=kadun
    "V",
  ];

  // strong forms, each with its cost in strong, weak, unknown, inverse grade
  const grades = [
    // Long consonants: kukka=kukan, kauppa=kaupan, tyttö=tytön
    "kk K,,30", "pp P,,30", "tt T,,30",
    // nk:ng, nt:nn, mp:mm, lt:ll, rt:rr: kaupunki=kaupungin, ranta=rannan, kampa=kamman, ilta=illan, parta=parran
    "ng ng,,,5,5 nk,45", "nn nn,,,5,5 nt,45", "mm mm,,,5,5 mp,45",
    "ll ll,,,5,5 lt,45", "rr rr,,,5,5 rt,45",
    // k:j: kurki=kurjen, hylje=hylkeen, pohje=pohkeen
    "lj lj,,,5,5 lk,45", "rj rj,,,5,5 rk,45", "hj hj,,,5,5 hk,45",
    // No alternation after s, t, h: posti=postin, matka=matkan, lahti=lahden
    "F-k k", "F-p p", "F-t t",
    // Short ones that may be long: takin=takki, kirppu=kirpun, kortti=kortin
    "k k,,20 K,45,,10,10", "p p,,20 P,45,,10,10", "t t,,20 T,45,,10,10",
    // t:d, p:v: katu=kadun, leipä=leivän
    "d d,,15,15,15 t,45", "v v p,45,5,5,5",
    // k lost: haku=haun, luen=lukea, jalka=jalan, aika=ajan
    "^CV- , k,-,10,10,45", "V- , k,-,30,30,45",
    "V-l l lk,-,35,35,50", "V-r r rk,-,35,35,50", "V-h h hk,-,35,35,50",
    "V-j j ik,-,30,30,90",
  ];

  // Words that carry no topic, folded: conjunctions, pronouns and the verbs that
  // help to ask, with the case forms and persons that questions have.
  const stop =
    "ja seka eli tai vai mutta vaan kuin kun jos etta jotta koska vaikka siis niin nain noin myos vain viela jo nyt aina ilman kanssa kera avulla " +
    "mina minun minua minut minusta minulla minulle minulta mun mulla mulle multa sina sinun sinua sinut sinusta sinulla sinulle han hanen hanta hanet hanella hanelle hanelta " +
    "me meidan meita meilla meille te teidan teita teilla teille he heidan heita heilla heille " +
    "se sen sita siita siina siihen sille silta silla ne niiden niita niista niissa niihin niilla niille " +
    "tama taman tata tasta tassa tahan talla talle nama naiden naita naista naissa tuo tuon tuota nuo " +
    "joka jonka jota josta jossa johon jolla jolle jolta jotka joiden joita joista joissa joihin joilla joille " +
    "mika minka mita mista missa mihin milla mille milta miksi mitka mitaan miten milloin millainen millaisen millaista millaisia " +
    "kuka kenen keta kenesta kenella kenelle kenelta ketka kuinka kumpi kumman kumpaa paljonko monta montako " +
    "joku jonkun jokin jonkin jotain jotakin jollekin jossakin jossain " +
    "olla ole olen olet on olemme olette ovat oli olin olivat olisi ollut onko olenko ovatko olisiko en et ei emme ette eivat eiko enko " +
    "voi voin voit voiko voinko voimme voivat voidaan voidaanko voisi voisiko saa saan saat saako saanko saamme saavat saadaan saadaanko " +
    "pitaa pitaako pitaisi pitaisiko taytyy taytyyko tulee tuleeko kannattaa kannattaako";

  // What forms lack that are being typed, the likeliest first: tavoittel|aan, sivustoihi|n, luvatt|oman.
  const ends = "aan ihan n e ta an me si t a at oman mat";

  // The first two letters of words whose forms begin in different ways: töissä
  // of työ, avun of apu. Pairs, to be read in both directions.
  const near =
    "tyto yooi tite suso tuto lulo jujo vive lylo syso vuvo " + // one syllable: työ, yö, tie, suo, tuoda, luoda, juoda, viedä, lyödä, syödä, vuo
    "ikia aiaj apav eted utud itid otod ykyh hypa"; // gradation: ikä, aika, apu, etu, itu, itää; yksi; hyvä

  // What is typed with dots means them; what is typed without may lack them.
  // But no word has front and back vowels both, so harmony tells words apart.
  const front = 1, back = 2;
  const kind = (word) => (/[äöy]/.test(word) && front) | (/[aou]/.test(word) && back);
  // Letters that alternate do not end the comparison: tietaa, tiedän; tyossa, töissä.
  const steady = (word) => word.replace(/d/g, "t").replace(/^([^aeiouyäö]*)öi/, "$1yö");
  const harmony = (typed, found) => {
    const a = kind(typed), b = kind(found), isDotted = /[äöå]/.test(typed);
    if ((a === front && b === back) || (a === back && b === front && !/[ao]/.test(typed))) return 1.2;
    return isDotted || !/[äö]/.test(found) ? globalThis.opasSearch.dots(typed, found, () => (isDotted ? 1.2 : 0.55)) : globalThis.opasSearch.dots(steady(typed), steady(found), () => 0.55);
  };

  // Words that seldom tell what a question is about: they count for little beside
  // others.
  const weak = "ennen lisää enemmän alkaa nähdä katsoa pystyä lähettää osata tarvita kysyä tietää löytää laittaa sanoa tehdä teen käydä päästä pyytää tulla antaa haluta ottaa kertoa auttaa hyvä paras parempi oikea oma muu kaikki moni toinen ihminen asia mitään";

  globalThis.opasSearch.language("fi", {
    letters: "V=aeiouy C=bcdfghjklmnpqrstvwxz A=aiouy B=eiouy U=uy D=dt F=sth L=lnr R=lnrs W=aeiouylnr Q=aeiouyh",
    rules, tails, grades, least: 3, stop, weak, ends, near, harmony,
  });
}
