/** Language, theme, limits, scheduling, the deck folder, and where the data lies. Each change is saved at once. */
import type { AppInfo, Settings as SettingValues } from "../../../main/contract/index.ts";
import { settingLimits } from "../../../main/contract/setting-limits.ts";
import { useClient } from "../../client/client.ts";
import { useMessages } from "../../messages/messages.ts";
import { CopyButton } from "../../parts/code/copy-button.tsx";
import { Segmented } from "../../parts/segmented/segmented.tsx";
import { NumberField, StepsField, TextField } from "./fields.tsx";

import "./settings.css";

export function Settings({ info }: { info: AppInfo }) {
  const { t } = useMessages();
  return (
    <main className="page settings" data-screen="settings">
      <h1 className="visually-hidden">{t("nav.settings")}</h1>
      <Appearance info={info} />
      <EachDay info={info} />
      <Scheduling info={info} />
      <Places info={info} />
      <Lab info={info} />
    </main>
  );
}

function useSave(): (change: Partial<SettingValues>) => void {
  const { saveSettings } = useClient();
  return (change) => void saveSettings(change);
}

function Appearance({ info }: { info: AppInfo }) {
  const { t } = useMessages();
  const save = useSave();
  const { settings } = info;
  return (
    <section>
      <h2 className="section-title">{t("settings.appearance")}</h2>
      <Row label={t("settings.language")}>
        <Segmented
          label={t("settings.language")}
          value={settings.language}
          options={[
            { value: "system", label: t("settings.system") },
            { value: "en", label: "English" },
            { value: "zh-CN", label: "简体中文" },
          ]}
          onChange={(language) => save({ language })}
        />
      </Row>
      <Row label={t("settings.theme")}>
        <Segmented
          label={t("settings.theme")}
          value={settings.theme}
          options={[
            { value: "system", label: t("settings.system") },
            { value: "light", label: t("settings.light") },
            { value: "dark", label: t("settings.dark") },
          ]}
          onChange={(theme) => save({ theme })}
        />
      </Row>
    </section>
  );
}

function EachDay({ info }: { info: AppInfo }) {
  const { t } = useMessages();
  const save = useSave();
  const { settings } = info;
  return (
    <section>
      <h2 className="section-title">{t("settings.study")}</h2>
      <NumberField
        label={t("settings.newPerDay")}
        note={t("settings.newPerDayNote")}
        unit={t("settings.cards")}
        value={settings.newPerDay}
        limits={settingLimits.newPerDay}
        onSave={(newPerDay) => save({ newPerDay })}
      />
      <NumberField
        label={t("settings.reviewsPerDay")}
        note={t("settings.reviewsPerDayNote")}
        unit={t("settings.cards")}
        value={settings.reviewsPerDay}
        limits={settingLimits.reviewsPerDay}
        onSave={(reviewsPerDay) => save({ reviewsPerDay })}
      />
      <NumberField
        label={t("settings.minutesPerDay")}
        note={t("settings.minutesPerDayNote")}
        unit={t("settings.minutes")}
        value={settings.minutesPerDay}
        limits={settingLimits.minutesPerDay}
        onSave={(minutesPerDay) => save({ minutesPerDay })}
      />
    </section>
  );
}

function Scheduling({ info }: { info: AppInfo }) {
  const { t } = useMessages();
  const save = useSave();
  const { settings } = info;
  return (
    <section>
      <h2 className="section-title">{t("settings.scheduling")}</h2>
      <NumberField
        label={t("settings.retention")}
        note={t("settings.retentionNote")}
        unit="%"
        value={Math.round(settings.desiredRetention * 100)}
        limits={{ min: settingLimits.desiredRetention.min * 100, max: settingLimits.desiredRetention.max * 100 }}
        onSave={(percent) => save({ desiredRetention: percent / 100 })}
      />
      <StepsField
        label={t("settings.learningSteps")}
        note={t("settings.learningStepsNote")}
        value={settings.learningStepsMin}
        onSave={(learningStepsMin) => save({ learningStepsMin })}
      />
      <StepsField
        label={t("settings.relearningSteps")}
        note={t("settings.relearningStepsNote")}
        value={settings.relearningStepsMin}
        onSave={(relearningStepsMin) => save({ relearningStepsMin })}
      />
    </section>
  );
}

function Places({ info }: { info: AppInfo }) {
  const { t } = useMessages();
  const save = useSave();
  const { settings, places } = info;
  return (
    <section>
      <h2 className="section-title">{t("settings.places")}</h2>
      <TextField
        label={t("settings.deckFolder")}
        note={t("settings.deckFolderNote")}
        value={settings.deckFolder}
        placeholder={places.decks}
        onSave={(deckFolder) => save({ deckFolder })}
      />
      <Place label={t("settings.data")} note={t("settings.dataNote")} path={places.data} />
      <Place label={t("settings.log")} note={t("settings.logNote")} path={places.log} />
    </section>
  );
}

function Lab({ info }: { info: AppInfo }) {
  const { t, told } = useMessages();
  const { lab } = info;
  return (
    <section>
      <h2 className="section-title">{t("settings.lab")}</h2>
      <Row label={lab.ready ? t("lab.ready") : t("lab.failed")} note={lab.ready ? t("lab.offline") : t("lab.failedWhat")} />
      {lab.unavailable.map(({ need, reason }) => (
        <Row key={need} label={told("need", need, {}, need)} note={reason} />
      ))}
      <p className="settings-version">{t("settings.version", { version: info.version, platform: info.platform })}</p>
    </section>
  );
}

function Row({ label, note, children }: { label: string; note?: string; children?: React.ReactNode }) {
  return (
    <div className="setting">
      <div>
        <p className="setting-label">{label}</p>
        {note === undefined ? null : <p className="setting-note">{note}</p>}
      </div>
      {children}
    </div>
  );
}

function Place({ label, note, path }: { label: string; note: string; path: string }) {
  const { t } = useMessages();
  return (
    <Row label={label} note={note}>
      <span className="setting-place">
        <span className="mono">{path}</span>
        <CopyButton text={path} label={t("settings.copyPath", { path })} />
      </span>
    </Row>
  );
}
