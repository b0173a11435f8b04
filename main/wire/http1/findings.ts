/** What is odd in HTTP/1.1 bytes and worth knowing. Sections checked against RFC 9110 and RFC 9112 (June 2022). */
import type { Finding } from "../protocol.ts";

export const http1Findings = {
  // Lines
  "bare-lf": { level: "warning", text: "The line ends in LF alone. A recipient may accept it; CR LF is what a sender writes.", source: "RFC 9112 §2.2" },
  "bare-cr": { level: "error", text: "A CR without LF: the recipient must treat it as invalid or as a space.", source: "RFC 9112 §2.2" },
  "empty-line-before-start": { level: "note", text: "An empty line before the request line: a server should ignore at least one.", source: "RFC 9112 §2.2" },
  // Start line
  "start-line-spaces": {
    level: "warning",
    text: "The parts of a start line are separated by one space each; this one has more, or a tab.",
    source: "RFC 9112 §3",
  },
  "start-line-incomplete": { level: "warning", text: "The bytes end before the start line does.", source: "RFC 9112 §8" },
  "request-line-invalid": {
    level: "error",
    text: "This is no request line (method SP request-target SP HTTP-version), so where the message ends can't be known.",
    source: "RFC 9112 §3",
  },
  "status-line-invalid": {
    level: "error",
    text: "This is no status line (HTTP-version SP three digits SP reason), so where the message ends can't be known.",
    source: "RFC 9112 §4",
  },
  "method-lower-case": { level: "warning", text: "Methods are case-sensitive: this is another method than the one in capitals.", source: "RFC 9110 §9.1" },
  "target-form": {
    level: "error",
    text: "The request target has none of the four forms: /path, http://…, host:port (CONNECT only), * (OPTIONS only).",
    source: "RFC 9112 §3.2",
  },
  "target-fragment": { level: "error", text: "A fragment (#…) is never sent in a request target.", source: "RFC 9110 §7.1" },
  "version-not-1": { level: "error", text: "The major version of this syntax is 1; a server that doesn't know another says 505.", source: "RFC 9110 §15.6.6" },
  "status-out-of-range": { level: "error", text: "Status codes run from 100 to 599; a client treats this one as a 5xx.", source: "RFC 9110 §15" },
  "reason-space-missing": {
    level: "warning",
    text: "The space after the status code is required even where there is no reason phrase.",
    source: "RFC 9112 §4",
  },
  // Field lines
  "space-before-colon": {
    level: "error",
    text: "White space between field name and colon: a server must refuse the request with 400.",
    source: "RFC 9112 §5.1",
  },
  "obs-fold": {
    level: "error",
    text: "A folded field line (it begins with white space): a server must refuse it with 400 or read it as a space.",
    source: "RFC 9112 §5.2",
  },
  "space-before-first-field": {
    level: "error",
    text: "White space before the first field line: the recipient must refuse the message or skip the line.",
    source: "RFC 9112 §2.2",
  },
  "field-colon-missing": { level: "error", text: "A field line without a colon names no field.", source: "RFC 9112 §5" },
  "field-name-invalid": { level: "error", text: "A field name is a token: letters, digits and a few signs.", source: "RFC 9110 §5.1" },
  "field-value-control": { level: "error", text: "A control character in a field value is invalid; NUL, CR and LF are dangerous.", source: "RFC 9110 §5.5" },
  "headers-incomplete": { level: "warning", text: "The bytes end before the empty line that ends the header section.", source: "RFC 9112 §8" },
  "host-missing": { level: "error", text: "An HTTP/1.1 request without Host: the server must answer 400.", source: "RFC 9112 §3.2" },
  "host-duplicate": { level: "error", text: "More than one Host line: the server must answer 400.", source: "RFC 9112 §3.2" },
  "host-invalid": { level: "error", text: "This is no host with an optional port: the server must answer 400.", source: "RFC 9112 §3.2" },
  "upgrade-not-in-connection": {
    level: "warning",
    text: "Upgrade is sent with an upgrade option in Connection, so that intermediaries don't forward it.",
    source: "RFC 9110 §7.8",
  },
  "required-field-missing": { level: "warning", text: "A response with this status carries a field that is missing here.", source: "RFC 9110 §15" },
  // Framing
  "length-and-transfer-encoding": {
    level: "error",
    text: "Content-Length beside Transfer-Encoding: Transfer-Encoding wins, and it may be an attempt at request smuggling.",
    source: "RFC 9112 §6.3",
  },
  "content-length-invalid": {
    level: "error",
    text: "Content-Length is not a number, or several that differ: the length can't be known.",
    source: "RFC 9112 §6.3",
  },
  "content-length-repeated": {
    level: "warning",
    text: "The same Content-Length several times; a recipient may take it as one, or refuse.",
    source: "RFC 9110 §8.6",
  },
  "content-length-forbidden": {
    level: "error",
    text: "A 1xx or 204 response, or a 2xx response to CONNECT, must not have Content-Length.",
    source: "RFC 9110 §8.6",
  },
  "transfer-encoding-forbidden": {
    level: "error",
    text: "A 1xx or 204 response, or a 2xx response to CONNECT, must not have Transfer-Encoding.",
    source: "RFC 9112 §6.1",
  },
  "transfer-encoding-in-1.0": {
    level: "error",
    text: "HTTP/1.0 knows no Transfer-Encoding: the recipient must treat the framing as faulty.",
    source: "RFC 9112 §6.1",
  },
  "chunked-not-last": {
    level: "error",
    text: "Chunked is not the last transfer coding: the length of such a request can't be known, the server must answer 400.",
    source: "RFC 9112 §6.3",
  },
  "chunked-twice": { level: "error", text: "Chunked must not be applied more than once.", source: "RFC 9112 §6.1" },
  "framing-unknown": { level: "error", text: "Where the message before this ended can't be known, so these bytes are not read.", source: "RFC 9112 §6.3" },
  "read-until-close": { level: "note", text: "Neither length nor chunks: the content goes on until the connection is closed.", source: "RFC 9112 §6.3" },
  "content-incomplete": { level: "warning", text: "The content is shorter than was announced.", source: "RFC 9112 §8" },
  "content-forbidden": { level: "error", text: "This response ends with its header section; bytes after it are no content of it.", source: "RFC 9112 §6.3" },
  "content-in-get": { level: "note", text: "Content in a GET or HEAD request has no defined meaning; some servers refuse it.", source: "RFC 9110 §9.3.1" },
  "content-in-trace": { level: "error", text: "A client must not send content in a TRACE request.", source: "RFC 9110 §9.3.8" },
  // Chunks
  "chunk-size-invalid": { level: "error", text: "A chunk begins with its size in hexadecimal digits and a line end.", source: "RFC 9112 §7.1" },
  "chunk-size-too-large": { level: "error", text: "A chunk size beyond what a recipient can count; it must not overflow.", source: "RFC 9112 §7.1" },
  "chunk-end-missing": { level: "error", text: "Chunk data is followed by CR LF; the size says otherwise.", source: "RFC 9112 §7.1" },
  "chunk-extension": { level: "note", text: "A chunk extension: a recipient ignores those that it doesn't know.", source: "RFC 9112 §7.1.1" },
  "trailer-forbidden": { level: "error", text: "Fields for framing, routing or authentication must not stand in trailers.", source: "RFC 9110 §6.5.1" },
  "field-lines-limit": { level: "error", text: "More field lines than are read here.", source: "RFC 9110 §5.4" },
} as const satisfies Record<string, Finding>;

export type FindingCode = keyof typeof http1Findings;

/** A finding at its place: offsets in the stream. */
export interface Found {
  code: FindingCode;
  start: number;
  end: number;
}
