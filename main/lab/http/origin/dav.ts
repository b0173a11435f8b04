/** /dav/: as much of WebDAV as its status codes need. RFC 4918, RFC 5842, RFC 4331. */
import { empty, field, latin1Text, text, type Request, type RequestHead, type Response } from "../message.ts";
import { type MemberStatus, multistatus, protectedProperties } from "./dav-multistatus.ts";
import { route, type Route, type Site } from "./resource.ts";

export const davMethods = ["GET", "HEAD", "PUT", "DELETE", "PROPFIND", "PROPPATCH", "MKCOL", "COPY"] as const;
/** Files and collections that one run may hold. */
export const maxFiles = 100;

export const dav: Route[] = [route("/dav/*", davMethods, davResource, locked)];

const locks = new Set(["locked.txt"]);

/** RFC 4918 §6.4 and §10.4: what a lock holds is changed only by who submits its token. */
function locked(head: RequestHead, { plan }: Site): Response | null {
  const changes = head.method === "PUT" || head.method === "DELETE" || head.method === "PROPPATCH";
  if (!changes || !locks.has(below(head.target))) return null;
  if ((field(head, "If") ?? "").includes(`(<${plan["lock"]}>)`)) return null;
  return { ...text(423, "Somebody holds a lock on it.\n"), because: "the lock token was not submitted (RFC 4918 §11.3)" };
}

function davResource(request: Request, site: Site): Response {
  const path = below(request.path);
  switch (request.method) {
    case "PUT":
      return put(path, request, site);
    case "DELETE":
      return remove(path, site);
    case "PROPFIND":
      return propfind(path, request, site);
    case "PROPPATCH":
      return proppatch(path, request, site);
    case "MKCOL":
      return makeCollection(path, request, site);
    case "COPY":
      return copy(path, request, site);
    default:
      return get(path, site);
  }
}

function get(path: string, { state }: Site): Response {
  const file = state.files.get(path);
  if (file !== undefined) return { status: 200, fields: [["Content-Type", "text/plain; charset=utf-8"]], content: file };
  return path === "" || state.collections.has(path) ? text(200, `${membersOf(path, state).join("\n")}\n`) : missing();
}

function put(path: string, request: Request, { state, settings }: Site): Response {
  if (path === "" || state.collections.has(path))
    return { ...text(405, "A collection has no content of its own.\n", [["Allow", davMethods.join(", ")]]), because: "PUT on a collection (RFC 4918 §9.7.2)" };
  if (!parentExists(path, state)) return { ...text(409, "Make its collection first.\n"), because: "the parent collection does not exist (RFC 4918 §9.7.1)" };
  const quota = Number(settings["quota"]);
  const inFull = path.startsWith("full/");
  const replaced = state.files.get(path)?.length ?? 0;
  if (inFull && state.fullUsed - replaced + request.content.length > quota) {
    return { ...text(507, "No room.\n"), because: `more than the ${quota} bytes that are left (RFC 4918 §11.5)` };
  }
  if (replaced === 0 && state.files.size >= maxFiles) return { ...text(507, "No room.\n"), because: `there are ${maxFiles} files` };
  if (inFull) state.fullUsed += request.content.length - replaced;
  const existed = state.files.has(path);
  state.files.set(path, request.content);
  return existed ? empty(204) : text(201, "Created.\n");
}

function remove(path: string, { state }: Site): Response {
  if (state.files.delete(path)) return empty(204);
  if (path === "" || !state.collections.delete(path)) return missing();
  for (const file of state.files.keys()) if (file.startsWith(`${path}/`)) state.files.delete(file);
  return empty(204);
}

/** Depth: infinity is the default (RFC 4918 §9.1). */
function propfind(path: string, request: Request, { state }: Site): Response {
  const depth = (field(request, "Depth") ?? "infinity").toLowerCase();
  if (!["0", "1", "infinity"].includes(depth)) return { ...text(400, "Depth is 0, 1 or infinity.\n"), because: "a bad Depth (RFC 4918 §10.2)" };
  if (path !== "" && !state.collections.has(path) && !state.files.has(path)) return missing();
  if (path === "loop" && depth === "infinity")
    return { ...text(508, "The collection holds itself.\n"), because: "a binding leads back to a collection above (RFC 5842 §7.2)" };
  if (path === "bindings" && depth === "infinity") return multistatus(boundMembers());
  const members = depth === "0" || state.files.has(path) ? [] : membersOf(path, state);
  return multistatus(
    [path, ...members.map((member) => (path === "" ? member : `${path}/${member}`))].map((member) => ({
      href: `/dav/${member}`,
      status: 200,
      properties: lengthOf(member, state),
    })),
  );
}

/** Two bindings of one collection: the second is told once, as 208 (RFC 5842 §7.1). */
function boundMembers(): MemberStatus[] {
  const resourceId = "<D:resource-id><D:href>urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6</D:href></D:resource-id>";
  return [
    { href: "/dav/bindings/", status: 200, properties: "" },
    { href: "/dav/bindings/one/", status: 200, properties: resourceId },
    { href: "/dav/bindings/two/", status: 208, properties: resourceId },
  ];
}

/** All or nothing (RFC 4918 §9.2): one protected property fails the others as 424. */
function proppatch(path: string, request: Request, { state }: Site): Response {
  if (path !== "" && !state.collections.has(path) && !state.files.has(path)) return missing();
  const content = latin1Text(request.content);
  const names = [...content.matchAll(/<(?:\w+:)?prop>(?<inner>[^]*?)<\/(?:\w+:)?prop>/g)].flatMap(({ groups }) =>
    [...groups!["inner"]!.matchAll(/<(?<name>[A-Za-z][\w:.-]*)[^<>]*(?:\/>|>[^<]*<\/\k<name>>)/g)].map((found) => found.groups!["name"]!),
  );
  if (names.length === 0) return { ...text(400, "Name the properties to set or remove.\n"), because: "no propertyupdate (RFC 4918 §14.19)" };
  const isProtected = (name: string) => protectedProperties.has(name.replace(/^\w+:/, "").toLowerCase());
  const fails = names.some(isProtected);
  const statusOf = (name: string) => (isProtected(name) ? 403 : fails ? 424 : 200);
  const because = fails ? "a protected property fails the others too (RFC 4918 §9.2.1)" : "all properties were set";
  return { ...multistatus([{ href: `/dav/${path}`, propstats: names.map((name) => ({ name, status: statusOf(name) })) }]), because };
}

function makeCollection(path: string, request: Request, { state }: Site): Response {
  if (path === "" || state.collections.has(path) || state.files.has(path))
    return { ...text(405, "It is there already.\n", [["Allow", davMethods.join(", ")]]), because: "MKCOL on what exists (RFC 4918 §9.3.1)" };
  if (request.content.length > 0) return { ...text(415, "MKCOL without content, please.\n"), because: "content that isn't understood (RFC 4918 §9.3.1)" };
  if (!parentExists(path, state))
    return { ...text(409, "Make the collection above first.\n"), because: "the parent collection does not exist (RFC 4918 §9.3.1)" };
  if (state.collections.size >= maxFiles) return { ...text(507, "No room.\n"), because: `there are ${maxFiles} collections` };
  state.collections.add(path);
  return text(201, "Created.\n");
}

/** One member of /dav/shelf can't be overwritten at its destination: 207 names it (RFC 4918 §9.8.3). */
function copy(path: string, request: Request, { state, settings }: Site): Response {
  const destination = /^(?:https?:\/\/[^/]+)?\/dav\/(?<path>[^?]*)$/.exec(field(request, "Destination") ?? "")?.groups?.["path"]?.replace(/\/$/, "");
  if (destination === undefined) return { ...text(400, "Destination names a resource below /dav/.\n"), because: "no Destination (RFC 4918 §10.3)" };
  if (!parentExists(destination, state))
    return { ...text(409, "Make its collection first.\n"), because: "the parent of the destination does not exist (RFC 4918 §9.8.5)" };
  const file = state.files.get(path);
  if (file !== undefined) return put(destination, { ...request, content: file }, { state, settings } as Site);
  if (!state.collections.has(path)) return missing();
  state.collections.add(destination);
  const failed: MemberStatus[] = [];
  for (const [name, content] of [...state.files].filter(([name]) => name.startsWith(`${path}/`))) {
    const target = `${destination}${name.slice(path.length)}`;
    if (state.fullUsed + content.length > Number(settings["quota"]) && target.startsWith("full/")) failed.push({ href: `/dav/${target}`, status: 507 });
    else if (path === "shelf") failed.push({ href: `/dav/${target}`, status: 423 });
    else state.files.set(target, content);
  }
  return failed.length === 0 ? text(201, "Copied.\n") : { ...multistatus(failed), because: "a member could not be copied (RFC 4918 §9.8.3)" };
}

function missing(): Response {
  return { ...text(404, "Not found.\n"), because: "there is no such file or collection" };
}

function below(path: string): string {
  return path
    .split("?")[0]!
    .replace(/^\/dav\//, "")
    .replace(/\/$/, "");
}

function parentExists(path: string, state: Site["state"]): boolean {
  const slash = path.lastIndexOf("/");
  return slash < 0 || state.collections.has(path.slice(0, slash));
}

function membersOf(path: string, state: Site["state"]): string[] {
  const prefix = path === "" ? "" : `${path}/`;
  return [...state.collections, ...state.files.keys()]
    .filter((name) => name.startsWith(prefix) && name !== path && !name.slice(prefix.length).includes("/"))
    .map((name) => name.slice(prefix.length));
}

function lengthOf(path: string, state: Site["state"]): string {
  const file = state.files.get(path);
  return file === undefined ? "<D:resourcetype><D:collection/></D:resourcetype>" : `<D:resourcetype/><D:getcontentlength>${file.length}</D:getcontentlength>`;
}
