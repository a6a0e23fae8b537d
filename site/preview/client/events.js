// Hears of builds. A browser opens six connections to a server at most, over all
// its tabs, and a stream of events takes one for good: so a worker that the tabs
// share has the only one. Where there are no such workers, each tab that is seen
// has its own.

const name = "opas-preview";

// listen has hear take in each event, and { lost: true } where the preview is
// away. What it returns asks for the latest event once more.
export function listen(hear) {
  let ask = globalThis.SharedWorker ? shared(hear, () => (ask = alone(hear))) : alone(hear);
  addEventListener("pageshow", ({ persisted }) => persisted && ask()); // events were missed
  return () => ask();
}

function shared(hear, fail) {
  new BroadcastChannel(name).onmessage = ({ data }) => hear(data);
  const worker = new SharedWorker("/_preview/client/worker.js", { type: "module", name });
  worker.onerror = fail;
  worker.port.onmessage = ({ data }) => hear(data);
  const ask = () => worker.port.postMessage("latest");
  ask();
  return ask;
}

function alone(hear) {
  const stream = new Stream(hear);
  const ask = () => (document.hidden ? stream.close() : stream.open());
  document.addEventListener("visibilitychange", ask);
  ask();
  return ask;
}

// share gives what a stream tells to all tabs, and the latest to one that asks.
export function share(worker) {
  const channel = new BroadcastChannel(name);
  let latest = null;
  const stream = new Stream((event) => channel.postMessage((latest = event)));
  worker.onconnect = ({ ports: [tab] }) => {
    tab.onmessage = () => latest && tab.postMessage(latest);
  };
  stream.open();
}

// Stream is the server's stream of events, opened again when it is lost.
class Stream {
  #tell;
  #source = null;
  #retry = 0;

  constructor(tell) {
    this.#tell = tell;
    addEventListener("online", () => this.#source && this.open());
  }

  open() {
    this.close();
    this.#source = new EventSource("/_preview/events");
    this.#source.onmessage = ({ data }) => this.#tell(JSON.parse(data));
    this.#source.onerror = () => this.#lose();
  }

  close() {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }

  // The browser would connect again by itself, but not at once, and not after
  // every kind of failure.
  #lose() {
    this.close();
    this.#tell({ lost: true });
    this.#retry = setTimeout(() => this.open(), 700);
  }
}
