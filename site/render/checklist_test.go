package render

import (
	"io/fs"
	"testing"

	"github.com/dop251/goja"

	"opas/assets"
)

// checklistScripts returns a JavaScript engine in which the scripts that keep
// checklists have been loaded. In place of a browser's storage there is one that
// a test can break.
func checklistScripts(t testing.TB) *goja.Runtime {
	t.Helper()
	vm := goja.New()
	run := func(name, text string) {
		if _, err := vm.RunScript(name, text); err != nil {
			t.Fatal(err)
		}
	}
	run("browser.js", `
		const kept = new Map();
		let broken = false;
		const localStorage = {
			getItem(key) { if (broken) throw new Error("forbidden"); return kept.get(key) ?? null; },
			setItem(key, text) { if (broken) throw new Error("full"); kept.set(key, text); },
		};
		const location = { href: "https://example.org/guide/fi/lista/" };
		function URL(path, base) { this.pathname = base.replace("https://example.org", "") + path; }
		const addEventListener = () => {};
	`)
	for _, name := range storeScripts {
		src, err := fs.ReadFile(assets.FS, listFolder+name)
		if err != nil {
			t.Fatal(err)
		}
		run(name, string(src))
	}
	run("helpers.js", `
		const { read, find, taken, create, remove, mark, value, count, gone, follow, reworded, confirm, toFile, fromFile } = opasChecklist;
		const task = (id, group = "g") => ({ id, label: id.replace(/^task:/, ""), group, initial: false });
		const field = (id) => ({ id, label: id, group: "g", initial: "" });
		const fresh = () => read(null).list;
		const ticked = (copy) => Object.keys(copy.marks).filter((id) => copy.marks[id].value === true).join(" ");
		// edited returns what is ticked after a list has become another one.
		const edited = (before, ticks, after) => {
			const copy = fresh().copies[0];
			follow(copy, before, "fi");
			for (const item of before) if (ticks.includes(item.id)) mark(copy, item, true, "fi");
			follow(copy, after, "fi");
			return ticked(copy) + " | " + gone(copy, after, "fi").map((g) => g.label).join();
		};
		// told returns what a reader is told that a task said which now says something else.
		const told = (before, after, value = true, lang = "fi") => {
			const copy = fresh().copies[0];
			if (value) mark(copy, { ...task("a"), label: before }, true, "fi");
			return reworded(copy, [{ ...task("a"), label: after }], lang).map((r) => r.before).join();
		};
	`)
	return vm
}

// TestCopies holds what is kept of a checklist to its laws.
func TestCopies(t *testing.T) {
	for _, tt := range []struct{ name, js, want string }{
		{"first", `const l = fresh(); [l.v, l.current, l.copies.length, l.copies[0].name].join()`, "1,1,1,"},
		{"tick and untick", `const c = fresh().copies[0]; mark(c, task("a"), true, "fi"); const one = ticked(c); mark(c, task("a"), false, "fi"); one + "|" + JSON.stringify(c.marks)`, "a|{}"},
		{"ticked from the first", `const c = fresh().copies[0], i = { ...task("a"), initial: true }; const n = count(c, [i]); mark(c, i, false, "fi"); [n, count(c, [i]), value(c, i)].join()`, "1,0,false"},
		{"text", `const c = fresh().copies[0]; mark(c, field("f"), "Text", "fi"); value(c, field("f"))`, "Text"},
		{"field that has become a task", `const c = fresh().copies[0]; mark(c, field("f"), "Text", "fi"); value(c, task("f"))`, "false"},
		{"a long text", `const l = fresh(), text = "x".repeat(1e6); mark(l.copies[0], field("f"), text, "fi"); const kept = read(JSON.stringify(l)).list; const about = { key: "k", mine: "Oma" };
			String([kept.copies[0], fromFile(toFile(kept.copies[0], about, "A"), kept, about).copy].every((c) => value(c, field("f")) === text))`, "true"},
		{"ids that objects have", `const c = fresh().copies[0]; [value(c, task("constructor")), value(c, field("__proto__"))].join()`, "false,"},

		{"copies", `const l = fresh(); create(l, "A"); create(l, "B"); [l.current, l.copies.map((c) => c.name).join("/"), find(l, 9).name].join()`, "3,/A/B,B"},
		{"removal and undo", `const l = fresh(); create(l, "A"); create(l, "B"); const back = remove(l, 2); const then = l.current + l.copies.map((c) => c.name).join("/"); back(l); [then, l.current, l.copies.map((c) => c.name).join("/")].join()`, "1/B,2,/A/B"},
		{"an id is not used again", `const l = fresh(); create(l, "A"); remove(l, 2); create(l, "B").id`, "3"},
		{"taken names", `const l = fresh(); create(l, "Kampanja"); [taken(l, " kampanja", "Oma"), taken(l, "oma", "Oma"), taken(l, "Muu", "Oma"), taken(l, "Kampanja", "Oma", 2)].join()`, "true,true,false,false"},

		{"corrupt", `["{", "null", "[]", '{"v":1}', '{"v":1,"copies":[{"id":"x"}]}', '{"v":0,"copies":[{"id":1}]}'].map((s) => read(s).fault).join()`, "unreadable,unreadable,unreadable,unreadable,unreadable,unreadable"},
		{"newer", `read('{"v":2}').fault`, "newer"},
		{"mended", `const { list, fault } = read('{"v":1,"next":1,"current":7,"copies":[{"id":4,"name":5,"marks":{"a":{"value":true},"b":{"value":3},"c":4},"seen":[]}]}'); [fault, list.next, list.current, list.copies[0].name, ticked(list.copies[0])].join()`, ",5,4,,a"},

		{"a chosen id keeps its tick", `edited([task("a"), task("b")], ["a"], [task("b", "other"), { ...task("a"), label: "Quite another text" }])`, "a | "},
		{"gone", `edited([task("a"), task("b")], ["a"], [task("b")])`, "a | a"},
		{"gone in another language only", `const c = fresh().copies[0]; mark(c, task("a"), true, "fi"); gone(c, [], "sv").length`, "0"},
		{"moved", `edited([task("task:read-the-rules")], ["task:read-the-rules"], [task("task:read-the-rules", "other")])`, "task:read-the-rules | "},
		{"moved to a group that was there", `edited([task("task:check", "morning"), task("b", "evening")], ["task:check"], [task("b", "evening"), task("task:check", "evening")])`, "task:check | "},
		{"the same words in another language", `const c = fresh().copies[0], one = [task("task:x", "aamu")], other = [task("task:x", "morgon")]; follow(c, one, "fi"); follow(c, other, "sv"); mark(c, one[0], true, "fi"); follow(c, [...other, task("task:y", "morgon")], "sv"); String(value(c, other[0]))`, "true"},
		{"a group by another name, twice", `const c = fresh().copies[0], at = (...groups) => groups.map((g, i) => task("task:" + i, g)); follow(c, at("a", "x"), "fi"); mark(c, task("task:0", "a"), true, "fi"); follow(c, at("b", "x"), "fi"); follow(c, at("b", "y"), "fi"); ticked(c)`, "task:0"},
		{"a group by another name", `edited([task("task:check", "morning")], ["task:check"], [task("task:check", "in-the-morning")])`, "task:check | "},
		{"a group cut in two", `edited([task("task:check", "day"), task("task:ask", "day")], ["task:check"], [task("task:ask", "day"), task("task:check", "evening")])`, "task:check | "},
		{"an id for a task that had none", `edited([task("task:check")], ["task:check"], [{ ...task("mail"), label: "check" }])`, "mail | "},
		{"a text alike comes and goes", `const c = fresh().copies[0], cpp = { ...task("task:c"), label: "C++" }, sharp = { ...task("task:c_abcdef"), label: "C#" }, tail = { ...cpp, id: "task:c_ghijkl" };
			follow(c, [cpp], "fi"); mark(c, cpp, true, "fi"); follow(c, [sharp, tail], "fi"); const then = ticked(c); follow(c, [{ ...sharp, id: "task:c" }], "fi"); [then, ticked(c), gone(c, [{ ...sharp, id: "task:c" }], "fi").map((g) => g.label)].join()`, "task:c_ghijkl,task:c_ghijkl,C++"},
		{"one of two alike is reworded", `edited(["abcdef", "ghijkl"].map((x) => task("task:long-text_" + x)), ["task:long-text_abcdef"], ["ghijkl", "mnopqr"].map((x) => task("task:long-text_" + x)))`, "task:long-text_mnopqr | "},
		{"two of the same words", `const c = fresh().copies[0], at = (...ids) => ids.map((id) => ({ ...task(id), label: "C." })); follow(c, at("task:c"), "fi"); mark(c, at("task:c")[0], true, "fi"); follow(c, at("one", "two"), "fi"); ticked(c)`, "task:c"},
		{"a task that has become a field", `const c = fresh().copies[0], one = [{ ...task("task:x"), label: "X" }], other = [{ ...field("field:x"), label: "X" }]; follow(c, one, "fi"); mark(c, one[0], true, "fi"); follow(c, other, "fi"); ticked(c)`, "task:x"},
		{"pictures have no words", `const c = fresh().copies[0], picture = (id) => [{ ...task(id), label: "" }]; follow(c, picture("task:cat"), "fi"); mark(c, picture("task:cat")[0], true, "fi"); follow(c, picture("task:dog"), "fi"); ticked(c)`, "task:cat"},
		{"groups with long names", `const name = "x".repeat(300), items = [task("task:a", name + 1), task("task:b", name + 2)], l = fresh(); follow(l.copies[0], items, "fi"); String(follow(read(JSON.stringify(l)).list.copies[0], items, "fi"))`, "false"},
		{"a field follows its task", `edited([field("field:now/task:read-rules"), field("field:goal/task:read-rules")], ["field:now/task:read-rules"], [field("field:goal/task:read-all-rules"), field("field:now/task:read-all-rules")])`, "field:now/task:read-all-rules | "},
		{"a field of another task", `edited([field("field:now/followers"), field("field:now/mentions")], ["field:now/followers"], [field("field:now/mentions")])`, "field:now/followers | field:now/followers"},
		{"a field of a task with a like id", `edited([field("field:now/followers")], ["field:now/followers"], [field("field:now/followers-new")])`, "field:now/followers | field:now/followers"},
		{"reworded", `edited([task("task:read-the-rules"), task("task:ask")], ["task:read-the-rules"], [task("task:ask"), task("task:read-all-the-rules")])`, "task:read-all-the-rules | "},
		{"reworded in another group", `edited([task("task:read-the-rules")], ["task:read-the-rules"], [task("task:read-all-the-rules", "other")])`, "task:read-the-rules | read-the-rules"},
		{"another task", `edited([task("task:read-the-rules")], ["task:read-the-rules"], [task("task:write-a-plan")])`, "task:read-the-rules | read-the-rules"},
		{"alike, but there before", `edited([task("task:read-rule-a"), task("task:read-rule-b")], ["task:read-rule-a"], [task("task:read-rule-b")])`, "task:read-rule-a | read-rule-a"},
		{"another number", `edited([task("task:choose-2-metrics")], ["task:choose-2-metrics"], [task("task:choose-3-metrics")])`, "task:choose-2-metrics | choose-2-metrics"},
		{"two heirs", `edited([task("task:read-rule-a")], ["task:read-rule-a"], [task("task:read-rule-b"), task("task:read-rule-c")])`, "task:read-rule-a | read-rule-a"},
		{"two that were lost", `edited([task("task:read-rule-a"), task("task:read-rule-b")], ["task:read-rule-a"], [task("task:read-rule-c")])`, "task:read-rule-a | read-rule-a"},
		{"not ticked, reworded", `edited([task("task:read-the-rules"), task("task:ask")], ["task:ask"], [task("task:ask"), task("task:read-all-the-rules")])`, "task:ask | "},
		{"another language has other ids", `const c = fresh().copies[0]; follow(c, [task("task:lue")], "fi"); mark(c, task("task:lue"), true, "fi"); follow(c, [task("task:las")], "sv"); ticked(c) + gone(c, [task("task:las")], "sv").length`, "task:lue0"},

		{"what a reworded item said", `told("Publish on Monday", "Publish on Tuesday")`, "Publish on Monday"},
		{"the opposite, by its own id", `told("Use your name", "Do not use your name")`, "Use your name"},
		{"other signs", `told("C++ course", "C# course")`, "C++ course"},
		{"typography alone", `told('Read "all" the rules - and  ask, then wait...', "read “all” the ru\u00adles – and\u00a0ask then wait…")`, ""},
		{"not ticked", `told("One", "Another", false)`, ""},
		{"ticked in another language", `told("Lue säännöt", "Läs reglerna", true, "sv")`, ""},
		{"a long label", `const long = "x".repeat(2000); told(long, long)`, ""},
		{"reworded, by a new id", `const c = fresh().copies[0], one = [task("task:read-the-rules")], other = [task("task:read-all-the-rules")]; follow(c, one, "fi"); mark(c, one[0], true, "fi"); follow(c, other, "fi"); reworded(c, other, "fi").map((r) => r.before + ">" + r.item.label).join()`, "read-the-rules>read-all-the-rules"},
		{"confirmed", `const c = fresh().copies[0], now = { ...task("a"), label: "Now" }; mark(c, task("a"), true, "fi"); confirm(c, [now], "a", "fi"); [ticked(c), reworded(c, [now], "fi").length, reworded(c, [task("a")], "fi").length].join()`, "a,0,1"},
		{"confirmed, with a field written in another language", `const c = fresh().copies[0], f = { ...field("f"), task: "a" }; mark(c, task("a"), true, "fi"); mark(c, f, "7", "sv"); confirm(c, [{ ...task("a"), label: "Now" }, { ...f, label: "Nyt" }], "a", "fi"); [c.marks.a.label, c.marks.f.label].join()`, "Now,f"},
		{"a task with its fields", `const c = fresh().copies[0], page = (said) => [{ ...task("a"), label: said }, { ...field("f"), task: "a", label: said + ": Now" }], ids = (said) => reworded(c, page(said), "fi").map((r) => r.item.id).join();
			mark(c, page("x")[1], "7", "fi"); const text = ids("y"); mark(c, page("x")[0], true, "fi"); const both = ids("y"); confirm(c, page("y"), "a", "fi"); [text, both, ids("y")].join()`, "f,a,"},

		{"to a file and back", `const l = fresh(), c = create(l, "A"), about = { key: "k", title: "T", mine: "Oma" }; mark(c, task("a"), true, "fi");
			const { copy } = fromFile(toFile(c, about, "A"), l, about); [copy.name, ticked(copy), l.current === copy.id].join()`, "A 2,a,true"},
		{"files that will not do", `const about = { key: "k", mine: "Oma" }, ok = { opas: "checklist", v: 1, list: "k", title: "T", marks: {} };
			["", "{}", JSON.stringify({ ...ok, marks: [] }), JSON.stringify({ ...ok, v: 2 }), JSON.stringify({ ...ok, list: "x" }), JSON.stringify({ ...ok, name: "x".repeat(1e7) })].map((s) => fromFile(s, fresh(), about).fault).join()`,
			"noFile,noFile,noFile,newFile,otherFile,noFile"},
		{"a file of a list that was renamed", `const about = { key: "k", title: "T", mine: "Oma" }, c = fresh().copies[0]; mark(c, task("a"), true, "fi");
			[{ ...about, key: "l" }, { ...about, title: "U" }].map((now) => ticked(fromFile(toFile(c, about, "A"), fresh(), now).copy)).join()`, "a,a"},
		{"a file without a name", `const l = fresh(); fromFile('{"opas":"checklist","v":1,"list":"k","marks":{}}', l, { key: "k", mine: "Oma" }).copy.name`, "Oma 2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			vm := checklistScripts(t)
			v, err := vm.RunString("{" + tt.js + "}")
			if err != nil {
				t.Fatal(err)
			}
			if got := v.String(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestStore keeps a list where the storage works, is forbidden, is mended, and
// holds what it should not.
func TestStore(t *testing.T) {
	const open = `const about = { root: "../../", key: "k" }, store = new opasChecklist.Store(about), key = "opas:checklist:/guide/fi/lista/../../:k";
		const tick = (id) => store.update((l) => mark(l.copies[0], task(id), true, "fi")), now = () => ticked(store.read().copies[0]);`
	for _, tt := range []struct{ name, js, want string }{
		{"kept", `tick("a"); [now(), store.fault, ticked(new opasChecklist.Store(about).read().copies[0]), kept.has(key)].join()`, "a,,a,true"},
		{"nothing is kept of a visit", `now(); kept.size`, "0"},
		{"guides apart", `tick("a"); [new opasChecklist.Store({ ...about, root: "../" }), new opasChecklist.Store({ ...about, key: "l" })].map((s) => ticked(s.read().copies[0])).join()`, ","},
		{"forbidden", `broken = true; tick("a"); [now(), store.fault].join()`, "a,unkept"},
		{"mended", `broken = true; tick("a"); broken = false; tick("b"); [now(), store.fault, kept.size].join()`, "a b,,1"},
		{"corrupt", `kept.set(key, "{"); const first = now(); tick("a"); [first, store.fault, ticked(JSON.parse(kept.get(key)).copies[0])].join()`, ",unreadable,a"},
		{"newer", `kept.set(key, '{"v":9}'); tick("a"); tick("b"); [now(), store.fault, kept.get(key)].join()`, `a b,unkept,{"v":9}`},
		{"another tab", `tick("a"); new opasChecklist.Store(about).update((l) => mark(l.copies[0], task("b"), true, "fi")); tick("c"); now()`, "a b c"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			vm := checklistScripts(t)
			v, err := vm.RunString("{" + open + tt.js + "}")
			if err != nil {
				t.Fatal(err)
			}
			if got := v.String(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
