/** The learner's window as it was left: size, place, maximised. A file beside the data; a damaged one is forgotten. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowState {
  width: number;
  height: number;
  /** Null: let the system place it. */
  position: { x: number; y: number } | null;
  maximised: boolean;
}

/** The design size and the smallest one, in CSS pixels. */
export const designSize = { width: 1280, height: 800 };
export const smallestSize = { width: 900, height: 700 };

const isWhole = (value: unknown): value is number => typeof value === "number" && Number.isInteger(value);

/** Fits what a file says to the displays that are there: never smaller than the minimum, never off every screen. */
export function fitWindow(saved: unknown, workAreas: readonly Rectangle[]): WindowState {
  const state: WindowState = { ...designSize, position: null, maximised: false };
  if (typeof saved !== "object" || saved === null) return state;
  const { width, height, x, y, maximised } = saved as Record<string, unknown>;
  if (isWhole(width)) state.width = Math.max(smallestSize.width, Math.min(width, 16_384));
  if (isWhole(height)) state.height = Math.max(smallestSize.height, Math.min(height, 16_384));
  state.maximised = maximised === true;
  if (isWhole(x) && isWhole(y)) {
    // The title bar's middle has to be reachable on some display.
    const handle = { x: x + state.width / 2, y: y + 16 };
    const reachable = workAreas.some((area) => handle.x >= area.x && handle.x <= area.x + area.width && handle.y >= area.y && handle.y <= area.y + area.height);
    if (reachable) state.position = { x, y };
  }
  return state;
}

export function readWindowState(file: string, workAreas: readonly Rectangle[]): WindowState {
  try {
    return fitWindow(JSON.parse(readFileSync(file, "utf8")), workAreas);
  } catch {
    return fitWindow(null, workAreas); // not there yet, or damaged: the design size
  }
}

/** Written to one side first, so that a crash leaves the old file. A read-only folder is no reason to bother the learner. */
export function writeWindowState(file: string, bounds: Rectangle, maximised: boolean): boolean {
  try {
    writeFileSync(`${file}.new`, JSON.stringify({ ...bounds, maximised }));
    renameSync(`${file}.new`, file);
    return true;
  } catch {
    return false;
  }
}
