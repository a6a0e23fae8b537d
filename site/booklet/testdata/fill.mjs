// Usage: node fill.mjs pdf.mjs file.pdf …
//
// Fills in every field of PDF files with pdf.js, as a browser does, saves them,
// opens what was saved, and prints for each how many boxes and texts it has, and
// how many of them were kept.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [library, ...files] = process.argv.slice(2);
const pdfjs = await import(pathToFileURL(resolve(library)));

async function fields(document) {
  const found = [];
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n);
    for (const a of await page.getAnnotations()) if (a.subtype === "Widget") found.push(a);
  }
  return found;
}

const open = (data) => pdfjs.getDocument({ data, verbosity: 0 }).promise;
const text = "Näin ”käy” – hyvin";

for (const file of files) {
  const document = await open(new Uint8Array(readFileSync(file)));
  const before = await fields(document);
  const boxes = before.filter((a) => a.checkBox);
  const texts = before.filter((a) => a.fieldType === "Tx");
  for (const a of boxes) document.annotationStorage.setValue(a.id, { value: true });
  for (const a of texts) document.annotationStorage.setValue(a.id, { value: text });
  const after = await fields(await open(await document.saveDocument()));
  const kept = after.filter((a) => (a.checkBox ? a.fieldValue === a.exportValue : a.fieldValue === text)).length;
  const named = before.filter((a) => a.alternativeText).length;
  console.log(JSON.stringify({ file, boxes: boxes.length, texts: texts.length, others: before.length - boxes.length - texts.length, kept, named }));
}
