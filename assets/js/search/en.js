"use strict";

// English: plurals and genitives, verbs, comparison, adverbs, and the two
// spellings, British and American. The notation of the tables is told in
// analysis.js. A hypothesis is a stem without a silent e (share, sharing: shar).
//
// The comments "a=b" are examples and tests: both are forms of one word; "a≠b":
// they are not, and must not meet cheaply; "a~b": one is derived from the other,
// and stands for it where the guide has not got the word itself.
{
  const rules = {
    word: [
      // Any word: goal=goals, goal≠go, post≠pose, policy≠police, form≠from
      "- noun",
      // Plural, genitive, third person: supervisors=supervisor, client's=client, boxes=box, policies=policy
      "2S-s noun 5", "H-es,2ies>y noun 5",
      // Plurals of another kind: lives=life, leaves=leaf, analyses=analysis, criteria=criterion, indices=index
      "ives>ife,rves>rf,lves>lf,aves>af,yses>ysis,teria>terion,dices>dex stem 5",
      // Plurals of their own: people=person, children=child, men=man, women=woman, feet=foot, teeth=tooth, mice=mouse
      "people>person,children>child,^men>man,women>woman,smen>sman,feet>foot,teeth>tooth,mice>mouse stem 5",
      // Past: shared=share, posted=post, tried=try
      "2-ed,2-d,2ied>y stem 10",
      // sharing=share, posting=post, lying=lie
      "2-ing stem 10", "^lying>lie stem",
      // Comparison: longest=long, easier=easy, easiest=easy
      "2ier>y,3-est,3-st,2iest>y stem 15",
      // The same, or who does it: longer=long, manager=manage
      "3-er,3e-r stem 36",
      // Comparison from another stem: better=good, best=good, worse=bad, worst=bad, further=far
      "^better>good,^best>good,^worse>bad,^worst>bad,^further>far,^furthest>far stem 10",
      // Adverbs: quickly=quick, easily=easy, possibly=possible
      "3-ly,2ily>y,2bly>bl stem 20",
      // Strong verbs: wrote=write, written=write, gave=give, took=take, taken=take, came=come, chose=choose, chosen=choose, spoke=speak, spoken=speak, broke=break, broken=break
      "wrote>write,written>write,gave>give,given>give,took>take,taken>take,came>come,chose>choose,chosen>choose,spoke>speak,spoken>speak,broke>break,broken>break stem 10",
      // More strong verbs: knew=know, known=know, grew=grow, threw=throw, drew=draw, withdrawn=withdraw, shown=show, drove=drive, rose=rise, begun=begin, fell=fall, hidden=hide
      "knew>know,grew>grow,threw>throw,drew>draw,known>know,grown>grow,thrown>throw,shown>show,drawn>draw,drove>drive,driven>drive,^rose>rise,risen>rise,began>begin,begun>begin,fell>fall,fallen>fall,^hid>hide,hidden>hide stem 10",
      // Verbs in -d: said=say, paid=pay, told=tell, sold=sell, held=hold, found=find, bound=bind, stood=stand, understood=understand, heard=hear, made=make, led=lead, met=meet, fed=feed
      "said>say,paid>pay,laid>lay,^told>tell,^sold>sell,held>hold,found>find,bound>bind,stood>stand,heard>hear,^made>make,^led>lead,^met>meet,^fed>feed stem 10",
      // Verbs in -t: sent=send, spent=spend, built=build, kept=keep, felt=feel, dealt=deal, meant=mean, left=leave, lost=lose, learnt=learn
      "^sent>send,^lent>lend,spent>spend,built>build,kept>keep,slept>sleep,felt>feel,dealt>deal,meant>mean,^left>leave,^lost>lose,earn-t stem 10",
      // Verbs in -ght: thought=think, bought=buy, brought=bring, caught=catch, taught=teach, sought=seek
      "thought>think,bought>buy,^brought>bring,^caught>catch,^taught>teach,^sought>seek stem 10",
      // Short verbs: got=get, forgot=forget, forgotten=forget, ran=run, won=win, saw=see, seen=see, went=go, gone=go, did=do, done=do, shot=shoot, stuck=stick
      "^got>get,forgot>forget,forgotten>forget,^ran>run,^won>win,^saw>see,^seen>see,^went>go,^gone>go,^did>do,^done>do,^shot>shoot,stuck>stick stem 10",
    ],

    // It may be derived from another word
    noun: [
      // As it is: goal=goals
      "- stem",
      // Actions: moderation=moderate, organization=organise
      "ation>at,ization>is,isation>is stem 30",
      // More actions, and who does them, which are words of their own: recommendations~recommend, agreement~agree, removal~remove, reaction~react, publication~publish, decision~decide, participant~participate, creator~create
      "3-ation,3-ment,3-al,3-ion,lication>lish,cision>cid,3-ant>at,3-or stem 60",
      // Qualities: openness~open, friendliness~friendly, respectful~respect, confidentiality~confidential, visibility~visible
      "3-ness,3iness>y,3-ful,3-ity,3ibility>ible stem 60",
    ],

    stem: [
      // As it is: goal=goals
      "- =",
      // Silent e: share=sharing
      "e spelling 5", "- spelling",
    ],

    // Spelling that differs between the forms or between countries
    spelling: [
      // As it is: goal=goals
      "- =",
      // Doubled consonants: planned=plan, travelling=traveling, programme=program
      "C-: = 5",
      // British and American: organize=organise, analyze=analyse, behavior=behaviour, license=licence, center=centre, dialog=dialogue
      "iz>is,yz>ys,our>or,enc>ens,tr>ter,ogu>og = 5",
    ],
  };
  // Words that carry no topic: articles, conjunctions, prepositions, pronouns,
  // and the verbs that help to ask.
  const stop =
    "a an the and or but nor if so as than that this these those there here then of in on at between during to from by for with without about into onto over under out up " +
    "i i'm me my mine we us our ours you your yours he him his she her hers it its it's they them their theirs who whom whose which what when where why how " +
    "am is are was were be been being isn't aren't wasn't do does did don't doesn't didn't have has had haven't hasn't " +
    "can can't could will won't would shall should may might must not no yes any some someone something anyone anything somebody anybody everyone everybody nobody nothing also just very too much many still even ever else again really ok okay let";

  // Words that seldom tell what a question is about: they count for little beside
  // others.
  const weak = "before happen deal use start open page more ask answer question look see work send need know find put say do come give want take tell help get make go good better best right own other difference every all many people thing";

  globalThis.opasSearch.language("en", { letters: "V=aeiouy C=bcdfghjklmnpqrstvwxz S=abcdefghijklmnopqrtuvwxyz H=sxzho", rules, stop, weak, ends: "ng g" });
}
