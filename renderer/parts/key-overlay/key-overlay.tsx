/** All keys of where the learner is, in groups. */
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../button/button.tsx";
import { Dialog } from "../dialog/dialog.tsx";
import { Keycap } from "../keyboard/keycap.tsx";
import "./key-overlay.css";

export interface KeyGroup {
  title: string;
  keys: readonly { keys: readonly string[]; does: string }[];
}

export function KeyOverlay({ groups, onClose }: { groups: readonly KeyGroup[]; onClose(): void }) {
  const { t } = useMessages();
  return (
    <Dialog title={t("keys.title")} size="wide" onClose={onClose}>
      <div className="key-groups">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map((row) => (
                <div key={row.does}>
                  <dt>
                    {row.keys.map((keys) => (
                      <span key={keys} className="key-combination">
                        <Keycap keys={keys} />
                        <span className="visually-hidden">{keys}</span>
                      </span>
                    ))}
                  </dt>
                  <dd>{row.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="key-note">{t("keys.note")}</p>
      <div className="dialog-actions">
        <Button onPress={onClose} keys="Esc">
          {t("common.close")}
        </Button>
      </div>
    </Dialog>
  );
}
