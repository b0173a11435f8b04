import { expect, test } from "vitest";
import { placesOf, type Places, type System } from "../../main/platform/paths.ts";

const linux: System = { platform: "linux", env: {}, home: "/home/ada" };
const windows: System = { platform: "win32", env: { APPDATA: "D:\\Roaming", LOCALAPPDATA: "D:\\Local" }, home: "C:\\Users\\Ada" };

test.each<{ name: string; system: System; chosen?: { data?: string; decks?: string }; places: Places }>([
  {
    name: "Linux",
    system: linux,
    places: { data: "/home/ada/.local/share/retransmit", decks: "/home/ada/Retransmit", log: "/home/ada/.local/state/retransmit/retransmit.log" },
  },
  {
    name: "Linux with XDG directories",
    system: { ...linux, env: { XDG_DATA_HOME: "/x/data", XDG_STATE_HOME: "/x/state" } },
    places: { data: "/x/data/retransmit", decks: "/home/ada/Retransmit", log: "/x/state/retransmit/retransmit.log" },
  },
  {
    name: "Linux with relative XDG directories, which don't count",
    system: { ...linux, env: { XDG_DATA_HOME: "data", XDG_STATE_HOME: "" } },
    places: { data: "/home/ada/.local/share/retransmit", decks: "/home/ada/Retransmit", log: "/home/ada/.local/state/retransmit/retransmit.log" },
  },
  {
    name: "macOS",
    system: { platform: "darwin", env: { XDG_DATA_HOME: "/x" }, home: "/Users/ada" },
    places: {
      data: "/Users/ada/Library/Application Support/Retransmit",
      decks: "/Users/ada/Documents/Retransmit",
      log: "/Users/ada/Library/Logs/Retransmit/retransmit.log",
    },
  },
  {
    name: "Windows",
    system: windows,
    places: { data: "D:\\Roaming\\Retransmit", decks: "C:\\Users\\Ada\\Documents\\Retransmit", log: "D:\\Local\\Retransmit\\retransmit.log" },
  },
  {
    name: "Windows without its variables",
    system: { ...windows, env: {} },
    places: {
      data: "C:\\Users\\Ada\\AppData\\Roaming\\Retransmit",
      decks: "C:\\Users\\Ada\\Documents\\Retransmit",
      log: "C:\\Users\\Ada\\AppData\\Local\\Retransmit\\retransmit.log",
    },
  },
  { name: "a chosen data folder", system: linux, chosen: { data: "/t" }, places: { data: "/t", decks: "/t/decks", log: "/t/retransmit.log" } },
  {
    name: "a chosen deck folder",
    system: linux,
    chosen: { decks: "/mine" },
    places: { data: "/home/ada/.local/share/retransmit", decks: "/mine", log: "/home/ada/.local/state/retransmit/retransmit.log" },
  },
])("the places of $name", ({ system, chosen, places }) => {
  expect(placesOf(system, chosen)).toEqual(places);
});
