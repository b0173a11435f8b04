/**
 * What goals and asks may read: one table of roots, types and functions. The CEL environment, its documentation and its
 * completion all come from it; a test fails when a row lacks its line of documentation or no transcript yields it.
 */

export interface Row {
  /** CEL type; names with a capital are rows of `types`. */
  type: string;
  summary: string;
  /** An application's own word, not what was on the wire. */
  statement?: true;
  /** Time of a real wire: never the same twice, so goals on real wires may not read it. */
  time?: true;
}

export interface FunctionRow {
  /** cel-js's form; overloads share their documentation. */
  signatures: string[];
  /** As shown: `header(message, name)`. */
  call: string;
  type: string;
  summary: string;
}

const exchange: Record<string, Row> = {
  request: { type: "Request", summary: "The last complete request." },
  response: { type: "Response", summary: "The last final response; 1xx other than 101 are in interim." },
  requests: { type: "list<Request>", summary: "All requests in order." },
  responses: { type: "list<Response>", summary: "All final responses in order." },
  interim: { type: "list<Response>", summary: "The 1xx responses in order, but for 101, which is final." },
  messages: { type: "list<Message>", summary: "All messages of every protocol in order." },
  frames: { type: "list<Message>", summary: "Link-layer frames in order; only where the wire is simulated or recorded." },
  records: { type: "list<Message>", summary: "TLS records in order." },
  segments: { type: "list<Message>", summary: "TCP segments in order; only where the wire is simulated or recorded." },
  flows: { type: "list<Flow>", summary: "Connections in the order they were opened." },
  ended: { type: "string", summary: "How the last connection ended: open, fin, reset, refused or budget." },
};

export const roots: Record<string, Row> = {
  ...exchange,
  steps: { type: "list<Step>", summary: "Accepted steps of the session, the deck's and the learner's." },
  refused: { type: "list<Step>", summary: "Steps that the scenario refused, with the rule that did." },
  cases: { type: "list<Case>", summary: "Replayed exploits and honest traffic of a defence." },
  facts: { type: "Facts", summary: "What the scenario knows besides the bytes.", statement: true },
  lab: { type: "Lab", summary: "Values that the scenario planned for this showing." },
};

/** What requests and responses have in common. */
const httpMessage: Record<string, Row> = {
  version: { type: "string", summary: "HTTP/1.1." },
  headers: { type: "list<Header>", summary: "Header fields in order." },
  body: { type: "bytes", summary: "Content, without its transfer coding." },
  trailers: { type: "list<Header>", summary: "Trailer fields in order." },
  complete: { type: "bool", summary: "False where the connection ended before the message did." },
  flow: { type: "int", summary: "Number of its connection." },
};

const lastByteAt: Row = { type: "int", summary: "When its last byte was seen, in microseconds since the start.", time: true };

export const types: Record<string, { summary: string; fields: Record<string, Row> }> = {
  Request: {
    summary: "An HTTP request.",
    fields: {
      method: { type: "string", summary: "Method, as sent." },
      target: { type: "string", summary: "Request target, as sent." },
      ...httpMessage,
      step: { type: "int", summary: "Number of the step in which it was sent." },
      at: lastByteAt,
    },
  },
  Response: {
    summary: "An HTTP response.",
    fields: {
      status: { type: "int", summary: "Status code." },
      reason: { type: "string", summary: "Reason phrase; may be empty." },
      ...httpMessage,
      step: { type: "int", summary: "Number of the step in which it came." },
      at: lastByteAt,
    },
  },
  Header: {
    summary: "A field line of a header or trailer section.",
    fields: {
      name: { type: "string", summary: "Field name, as sent." },
      value: { type: "string", summary: "Field value, without white space around it." },
    },
  },
  Message: {
    summary: "One message of any protocol.",
    fields: {
      protocol: { type: "string", summary: "http/1.1, tls, dns, bytes …" },
      by: { type: "string", summary: "Name of the host that sent it." },
      to: { type: "string", summary: "Name of the host that it was sent to." },
      summary: { type: "string", summary: "One line: GET /video, 206 Partial Content." },
      encrypted: { type: "bool", summary: "Was it decrypted from a record?" },
      flow: { type: "int", summary: "Number of its connection." },
      step: { type: "int", summary: "Number of the step in which it was seen." },
      at: lastByteAt,
    },
  },
  Flow: {
    summary: "A connection.",
    fields: {
      transport: { type: "string", summary: "tcp, udp or link." },
      from: { type: "string", summary: "Name of the host that opened it." },
      to: { type: "string", summary: "Name of the host that it was opened to." },
      port: { type: "int", summary: "Port that it was opened to." },
      ended: { type: "string", summary: "open, fin, reset, refused or budget." },
      openedAt: { type: "int", summary: "When it was opened, in microseconds since the start.", time: true },
    },
  },
  Step: {
    summary: "One step of the session.",
    fields: {
      host: { type: "string", summary: "Name of the host that did it." },
      by: { type: "string", summary: "deck or learner." },
      text: { type: "string", summary: "The step, as written." },
      accepted: { type: "bool", summary: "Did the scenario accept it?" },
      rule: { type: "string", summary: "The rule that refused it; empty where it was accepted." },
    },
  },
  Case: {
    summary: "A replayed exploit or honest request.",
    fields: {
      name: { type: "string", summary: "Its name." },
      kind: { type: "string", summary: "exploit or honest." },
      outcome: { type: "string", summary: "served, refused, broken or exploited." },
    },
  },
  Host: {
    summary: "The same as one host saw it, and what is known of the host.",
    fields: {
      ...exchange,
      state: { type: "string", summary: "Its last state." },
      states: { type: "list<string>", summary: "Its states in order." },
      facts: { type: "map<string, dyn>", summary: "What the host states of itself.", statement: true },
      queries: { type: "list<string>", summary: "Database queries it made.", statement: true },
      cache: { type: "map<string, string>", summary: "What its cache last said of each key.", statement: true },
      cookies: { type: "map<string, string>", summary: "Cookies in its jar.", statement: true },
    },
  },
};

export const functions: FunctionRow[] = [
  { signatures: [], call: "at(host)", type: "Host", summary: "What the named host of the scenario saw." },
  {
    signatures: ["header(Request, string): string", "header(Response, string): string"],
    call: "header(message, name)",
    type: "string",
    summary: "Value of the first field of that name, whatever its case; empty where there is none.",
  },
  {
    signatures: ["headers(Request, string): list<string>", "headers(Response, string): list<string>"],
    call: "headers(message, name)",
    type: "list<string>",
    summary: "Values of all fields of that name, whatever its case, in order.",
  },
  {
    signatures: ["trailer(Request, string): string", "trailer(Response, string): string"],
    call: "trailer(message, name)",
    type: "string",
    summary: "Value of the first trailer field of that name; empty where there is none.",
  },
  {
    signatures: ["members(string): list<string>"],
    call: "members(text)",
    type: "list<string>",
    summary: "Members of a comma-separated field value, without white space (RFC 9110 §5.6.1).",
  },
  {
    signatures: ["text(bytes): string", "text(Request): string", "text(Response): string"],
    call: "text(content)",
    type: "string",
    summary: "Bytes, or a message's content, read as UTF-8.",
  },
  { signatures: ["lower(string): string"], call: "lower(text)", type: "string", summary: "The text with A to Z as lower-case letters." },
];

/** Functions and methods that CEL itself brings, by the names that are suggested. */
export const builtIns: FunctionRow[] = [
  { signatures: [], call: "size(value)", type: "int", summary: "Length of a text, of bytes or of a list." },
  { signatures: [], call: "contains(text)", type: "bool", summary: "Method of texts: does it contain this one?" },
  { signatures: [], call: "startsWith(text)", type: "bool", summary: "Method of texts: does it begin so?" },
  { signatures: [], call: "endsWith(text)", type: "bool", summary: "Method of texts: does it end so?" },
  { signatures: [], call: "matches(pattern)", type: "bool", summary: "Method of texts: does the regular expression match anywhere?" },
  { signatures: [], call: "exists(x, condition)", type: "bool", summary: "Method of lists: is the condition true for one or more?" },
  { signatures: [], call: "all(x, condition)", type: "bool", summary: "Method of lists: is the condition true for each?" },
  { signatures: [], call: "filter(x, condition)", type: "list", summary: "Method of lists: those for which the condition is true." },
  { signatures: [], call: "map(x, value)", type: "list", summary: "Method of lists: the value for each." },
];
