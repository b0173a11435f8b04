/** How many of something fall to each protocol layer: one stacked bar, with its labels under it. */
import type { Layer } from "../../../main/contract/index.ts";
import { useMessages } from "../../messages/messages.ts";
import { LayerMark } from "./layer-mark.tsx";
import "./layer-bar.css";

export function LayerBar({ counts }: { counts: readonly { layer: Layer; count: number }[] }) {
  const { t, number } = useMessages();
  const present = counts.filter(({ count }) => count > 0);
  return (
    <div className="layer-bar">
      <div className="layer-stack" aria-hidden="true">
        {present.map(({ layer, count }) => (
          <i key={layer} className={`layer-${layer}`} style={{ flexGrow: count }} />
        ))}
      </div>
      <dl>
        {present.map(({ layer, count }) => (
          <div key={layer}>
            <dt>
              <LayerMark layer={layer}>{t(`layer.${layer}`)}</LayerMark>
            </dt>
            <dd>{number(count)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
