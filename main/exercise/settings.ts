/** A scenario's settings: texts of `set`, read by their schema. */
import type { ScenarioEntry, SettingSchema, SettingValue, SettingValues } from "./scenario.ts";

export type ReadSetting = { ok: true; value: SettingValue } | { ok: false; wanted: string };

export function readSetting(schema: SettingSchema, text: string): ReadSetting {
  switch (schema.type) {
    case "int": {
      const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      return value >= schema.min && value <= schema.max ? { ok: true, value } : { ok: false, wanted: `an integer from ${schema.min} to ${schema.max}` };
    }
    case "bool":
      return text === "true" || text === "false" ? { ok: true, value: text === "true" } : { ok: false, wanted: "true or false" };
    case "string":
      return text.length <= schema.maxLength ? { ok: true, value: text } : { ok: false, wanted: `at most ${schema.maxLength} characters` };
    case "choice":
  }
  return schema.choices.includes(text) ? { ok: true, value: text } : { ok: false, wanted: `one of ${schema.choices.join(", ")}` };
}

export function defaultSettings(scenario: ScenarioEntry): SettingValues {
  return Object.fromEntries(Object.entries(scenario.settings).map(([name, schema]) => [name, schema.default]));
}
