/** The built renderer as a host serves it: one strict policy, correct types, nothing outside the folder. Used by both hosts. */
import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";

/** Nothing but our own files; `connect-src` is added by the loopback host for its WebSocket. */
export function contentSecurityPolicy(connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
}

const contentTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

export interface RendererFile {
  status: 200 | 404;
  headers: Record<string, string>;
  body: Uint8Array;
}

const notFound: RendererFile = { status: 404, headers: { "content-type": "text/plain; charset=utf-8" }, body: new TextEncoder().encode("Not found") };

/** The file for a URL's path ("/" is index.html). Never reads outside `root`; symbolic links may not lead out of it. */
export async function rendererFile(root: string, urlPath: string, connect: string): Promise<RendererFile> {
  const type = contentTypes[extname(urlPath === "/" ? "/index.html" : urlPath)];
  if (type === undefined) return notFound;
  try {
    const home = await realpath(root);
    const path = await realpath(join(home, decodeURIComponent(urlPath === "/" ? "/index.html" : urlPath)));
    if (!path.startsWith(home + sep)) return notFound;
    const headers = {
      "content-type": type,
      "content-security-policy": contentSecurityPolicy(connect),
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "no-store",
    };
    return { status: 200, headers, body: await readFile(path) };
  } catch {
    return notFound; // missing, unreadable, or a path that can't be decoded: for the page they are the same
  }
}
