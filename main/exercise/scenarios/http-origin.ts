/** `http/origin`: an HTTP/1.1 origin server that is exact about RFC 9110 and RFC 9112. Its servers: lab/http/origin/. */
import type { Plan, Random, ScenarioEntry, SettingValues } from "../scenario.ts";

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const words = ["amber", "basalt", "cedar", "delta", "ember", "fjord", "garnet", "harbor", "indigo", "juniper", "kelp", "linden"];

export const httpOrigin: ScenarioEntry = {
  id: "http/origin",
  summary: "An HTTP/1.1 origin server, exact about RFC 9110 and RFC 9112, with a resource for each status code that an origin can say.",
  settings: {
    strict: {
      type: "bool",
      default: true,
      summary:
        "True: refuse what RFC 9112 lets or makes a server refuse (bare LF, obs-fold, white space before a colon, both Content-Length and Transfer-Encoding). False: repair it, as permissive servers do.",
    },
    size: { type: "int", default: 1000, min: 1, max: 100_000, summary: "Length of /video in bytes." },
    maxTarget: { type: "int", default: 8000, min: 16, max: 60_000, summary: "Longest request-target in bytes; beyond it 414." },
    maxFields: { type: "int", default: 8192, min: 256, max: 60_000, summary: "Largest header section in bytes; beyond it 431." },
    maxContent: { type: "int", default: 4096, min: 0, max: 1_000_000, summary: "Largest request content of /upload in bytes; beyond it 413." },
    rate: { type: "int", default: 3, min: 1, max: 50, summary: "Requests that /limited allows in one window; beyond it 429." },
    window: { type: "int", default: 30, min: 1, max: 3600, summary: "Length of that window in seconds of lab time; Retry-After counts down to its end." },
    retryAfter: { type: "int", default: 120, min: 1, max: 86_400, summary: "Seconds in the Retry-After of /maintenance." },
    requestTimeout: { type: "int", default: 30, min: 1, max: 3600, summary: "Seconds of lab time that an unfinished request may take; then 408." },
    gatewayTimeout: { type: "int", default: 20, min: 1, max: 3600, summary: "Seconds of lab time that the gateway waits for its backend; then 504." },
    quota: { type: "int", default: 100, min: 1, max: 100_000, summary: "Bytes that /dav/full may still store; beyond it 507." },
  },
  hosts: {
    client: {
      language: "wire-text",
      playable: true,
      acts: "sends",
      address: "192.0.2.10",
      hostname: "client.test",
      ports: [],
      protocols: ["http/1.1"],
      role: "HTTP client on a raw socket",
    },
    agent: {
      language: "agent",
      playable: false,
      acts: "sends",
      address: "192.0.2.20",
      hostname: "agent.test",
      ports: [],
      protocols: ["http/1.1"],
      role: "User agent that follows redirects as browsers do",
    },
    origin: {
      language: "wire-text",
      playable: false,
      acts: "serves",
      address: "198.51.100.80",
      hostname: "origin.test",
      ports: [80],
      protocols: ["http/1.1"],
      role: "Origin server",
    },
    backend: {
      language: "wire-text",
      playable: false,
      acts: "serves",
      address: "198.51.100.90",
      hostname: "backend.test",
      ports: [8080, 8081, 8082],
      protocols: ["http/1.1"],
      role: "Server behind the origin's gateway paths",
    },
  },
  documents: {},
  needs: [],
  planned: {
    etag: { type: "string", summary: "The current strong entity tag of /article, quotes included." },
    oldEtag: { type: "string", summary: "An entity tag that /article had before, quotes included." },
    lastModified: { type: "string", summary: "Last-Modified of /article, an IMF-fixdate." },
    before: { type: "string", summary: "A date one day before lastModified." },
    after: { type: "string", summary: "A date one hour after lastModified, still in the past." },
    planTag: { type: "string", summary: "The current entity tag of /documents/plan, quotes included." },
    user: { type: "string", summary: "User name that /private accepts." },
    password: { type: "string", summary: "Password that /private accepts." },
    note: { type: "int", summary: "Number of the one note that exists: /notes/N." },
    revision: { type: "int", summary: "Revision of /wiki when the run starts." },
    start: { type: "int", summary: "Lab time when the run starts, in milliseconds since 1970; always a full second, later than `after`." },
    lock: { type: "string", summary: "Lock token (a urn:uuid URI) that holds /dav/locked.txt." },
  },
  facts: {
    notes: { type: "int", summary: "How many notes /notes holds now." },
    planStored: { type: "string", summary: "What /documents/plan holds now." },
    planTag: { type: "string", summary: "Its entity tag now." },
    orders: { type: "int", summary: "How many orders were accepted." },
    uploads: { type: "int", summary: "How many uploads were stored." },
  },
  resources: [
    { name: "/", does: "GET, HEAD: a short text. OPTIONS * and OPTIONS on any resource: 204 + Allow. TRACE: 200 with the request as message/http." },
    {
      name: "/article",
      does: "GET, HEAD: text with ETag, Last-Modified and Cache-Control; all five conditional fields in the order of RFC 9110 §13.2.2 (304, 412).",
    },
    {
      name: "/video",
      does: "GET, HEAD: `size` bytes, Accept-Ranges; one range 206 with Content-Range, several 206 multipart/byteranges, none satisfiable 416; If-Range with lab.etag.",
    },
    { name: "/moved /found /see-other /temporary /permanent", does: "Any method: 301, 302, 303, 307, 308 with Location: /landing. /loop: 302 to itself." },
    { name: "/landing", does: "Any method: 200, text that names the method, the Content-Type and the content it got." },
    { name: "/choices", does: "GET: 300 with two representations in a list and Link fields." },
    { name: "/subscribe", does: "POST: 303 to /subscribe/thanks, which answers GET with 200." },
    {
      name: "/notes, /notes/N",
      does: "POST to the collection: 201 + Location. GET 200, PUT existing 204, PUT absent 201, DELETE 204, unknown 404. One note (lab.note) exists.",
    },
    { name: "/jobs", does: "POST: 202 with a status monitor in Location and content." },
    { name: "/clear-form", does: "POST: 205 without content." },
    { name: "/private", does: '401 + WWW-Authenticate: Basic realm="archive" without valid credentials (lab.user, lab.password), 200 with them.' },
    { name: "/admin", does: "403 with or without credentials. /hidden: exists and says 404 to everyone." },
    { name: "/premium", does: "402. /portal: 511, as a network's login page says it." },
    { name: "/gone", does: "410. Any path not named here: 404." },
    { name: "/read-only", does: "GET, HEAD; others 405 + Allow: GET, HEAD, OPTIONS." },
    { name: "/report", does: "GET: application/json or text/csv by Accept with q-values, Vary: Accept; nothing acceptable 406 with a list." },
    {
      name: "/orders",
      does: 'POST application/json {"item": text, "quantity": 1…99}: 201. Other media type 415 + Accept, broken JSON 400, quantity out of range 422. Unknown Content-Encoding 415 + Accept-Encoding.',
    },
    {
      name: "/upload",
      does: "POST: needs Content-Length (411 for chunked), at most maxContent (413), Expect: 100-continue gets 100 or a final 413/401 before the content; other expectation 417; stored 201.",
    },
    {
      name: "/documents/plan",
      does: "GET 200 + ETag (lab.planTag). PUT without If-Match or If-Unmodified-Since 428, with a stale one 412, with the current one 204 + new ETag.",
    },
    { name: "/wiki", does: "PUT text whose first line is `base: N`; N must be the current revision (GET shows it), else 409 with the current one." },
    { name: "/limited", does: "GET: 200 for the first `rate` requests of a window, then 429 + Retry-After." },
    { name: "/maintenance", does: "503 + Retry-After: retryAfter." },
    { name: "/fails", does: "500 without a stack trace. /unfinished: closes in the middle of its content." },
    { name: "/restricted", does: '451 with Link rel="blocked-by".' },
    {
      name: "/coffee",
      does: "418 (unused code, joke of RFC 2324). /extended: 510 (RFC 2774, historic). /transformed: 203, as a transforming gateway says it.",
    },
    {
      name: "/chat",
      does: "Upgrade: websocket, version 13, key: 101 with Sec-WebSocket-Accept; wrong version 426 + Sec-WebSocket-Version: 13; no Upgrade 426 + Upgrade: websocket.",
    },
    { name: "/hints", does: "GET: 103 with two Link fields, then 200." },
    { name: "/replay-safe", does: "POST with Early-Data: 1: 425; without it 200. GET is answered either way." },
    { name: "/feed", does: "GET with A-IM: feed and a known If-None-Match: 226 + IM: feed; else 200." },
    {
      name: "/dav/",
      does: "PROPFIND 207. /dav/locked.txt: PUT, DELETE without the lock token (If: (<lock>)) 423. MKCOL without parent 409, COPY with a failed member 207. PROPPATCH of a protected property: 207 with 403 and 424 inside. /dav/full: PUT beyond quota 507. /dav/loop with Depth: infinity 508, /dav/bindings 207 with 208 inside.",
    },
    { name: "/variants", does: "GET: 506, a variant list that names itself." },
    {
      name: "/gateway/ok /gateway/garbage /gateway/silent /gateway/down",
      does: "The origin as gateway to backend.test: 200, 502 (not HTTP), 504 (silent for gatewayTimeout), 502 (refused).",
    },
    {
      name: "any",
      does: "No Host, two Host, bad field line, bad Content-Length: 400. Host other than origin.test: 421. Unfinished request: 408 after requestTimeout. Target too long 414, fields too large 431, unknown method 501, major version other than 1: 505.",
    },
  ],
  wire: "real",
  plan(_settings: SettingValues, random: Random): Plan {
    const modifiedAt = Date.UTC(2026, random.between(0, 9), random.between(1, 28), random.between(0, 23), random.between(0, 59), random.between(0, 59));
    return {
      etag: `"${random.pick(words)}-${random.hex(4)}"`,
      oldEtag: `"${random.pick(words)}-${random.hex(4)}x"`,
      lastModified: imfFixdate(modifiedAt),
      before: imfFixdate(modifiedAt - 86_400_000),
      after: imfFixdate(modifiedAt + 3_600_000),
      planTag: `"plan-${random.hex(6)}"`,
      user: random.pick(words),
      password: `${random.pick(words)}-${random.between(10, 99)}`,
      note: random.between(2, 98),
      revision: random.between(3, 40),
      start: modifiedAt + random.between(2, 40) * 86_400_000,
      lock: `urn:uuid:${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`,
    };
  },
};

/** IMF-fixdate, RFC 9110 §5.6.7. */
export function imfFixdate(ms: number): string {
  const date = new Date(ms);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${days[date.getUTCDay()]}, ${two(date.getUTCDate())} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} GMT`;
}
