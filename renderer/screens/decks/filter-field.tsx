/** The filter over the decks; its result is said beside it. */
import type { Ref } from "react";
import { useMessages } from "../../messages/messages.ts";
import { Icon } from "../../parts/icon/icon.tsx";
import "./filter-field.css";

export function FilterField({ value, onChange, result, ref }: { value: string; onChange(value: string): void; result: string; ref: Ref<HTMLInputElement> }) {
  const { t } = useMessages();
  return (
    <div className="filter-field">
      <Icon name="search" size={14} />
      <input
        ref={ref}
        type="search"
        value={value}
        placeholder={t("decks.filterExample")}
        aria-label={t("decks.filter")}
        aria-keyshortcuts="/"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="filter-result num" role="status">
        {result}
      </span>
    </div>
  );
}
