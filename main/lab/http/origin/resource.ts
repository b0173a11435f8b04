/** The shape of one resource of the origin, and what it knows of its server. */
import type { Plan, Random, SettingValues } from "../../../exercise/scenario.ts";
import type { Env } from "../../scenario.ts";
import type { Request, RequestHead, Response } from "../message.ts";
import type { OriginState } from "./state.ts";

export interface Site {
  settings: SettingValues;
  plan: Plan;
  env: Env;
  random: Random;
  state: OriginState;
  nowMs(): number;
  /** Resolves when backend.test listens. */
  backend(): Promise<void>;
}

export interface Resource {
  /** Besides OPTIONS, which every resource answers. "any": no method is refused. */
  methods: readonly string[] | "any";
  /** What the head alone decides, before content is read. */
  admit?(head: RequestHead, site: Site): Response | null;
  respond(request: Request, site: Site): Response | Promise<Response>;
}

/** `path` ends in `*` where everything below belongs to the resource. */
export interface Route {
  path: string;
  resource: Resource;
}

export const readMethods = ["GET", "HEAD"] as const;

export function route(path: string, methods: Resource["methods"], respond: Resource["respond"], admit?: Resource["admit"]): Route {
  return { path, resource: admit === undefined ? { methods, respond } : { methods, respond, admit } };
}
