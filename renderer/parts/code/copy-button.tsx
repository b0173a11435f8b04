/** Copies a text and says that it did. */
import { useState } from "react";
import { useMessages } from "../../messages/messages.ts";
import { Button } from "../button/button.tsx";

export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useMessages();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Button kind="quiet" size="small" icon={copied ? "check" : "copy"} label={label} onPress={copy}>
      {copied ? t("common.copied") : t("common.copy")}
    </Button>
  );
}
