// Chromium, and a server of folders for it that counts what is fetched.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { gz } from "./engines.mjs";

const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css", json: "application/json", wasm: "application/wasm" };

// serve serves folders, {"/prefix/": dir}; fetched gathers {file, bytes}, bytes
// compressed as a server would unless the file is compressed already.
export async function serve(folders) {
  const fetched = [], sizes = new Map();
  const server = http.createServer((request, response) => {
    const url = decodeURIComponent(new URL(request.url, "http://x").pathname);
    // Isolation gives the page's clock its full resolution.
    const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp", "Cache-Control": "no-store" };
    if (url === "/") return response.writeHead(200, { ...headers, "Content-Type": TYPES.html }).end("<!doctype html><title>bench</title>");
    const prefix = Object.keys(folders).find((p) => url.startsWith(p));
    const file = prefix && path.join(folders[prefix], path.normalize("/" + url.slice(prefix.length)));
    if (!file || !fs.existsSync(file) || !fs.statSync(file).isFile()) return response.writeHead(404, headers).end();
    const data = fs.readFileSync(file);
    if (!sizes.has(file)) sizes.set(file, Math.min(gz(data), data.length));
    fetched.push({ file: url.slice(prefix.length).replace(/\.[0-9a-f]{8,}\./, "."), bytes: sizes.get(file) });
    response.writeHead(200, { ...headers, "Content-Type": TYPES[file.split(".").pop()] ?? "application/octet-stream" }).end(data);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}`, fetched, close: () => { server.closeAllConnections(); server.close(); } };
}

export function launch(require) {
  const puppeteer = require("puppeteer-core");
  return (puppeteer.default ?? puppeteer).launch({
    executablePath: process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(fs.existsSync),
    args: ["--no-sandbox", "--disable-gpu"], protocolTimeout: 600000,
  });
}
