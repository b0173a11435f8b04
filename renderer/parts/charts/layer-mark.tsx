/** A small square in a layer's hue before the words that name it. */
import type { ReactNode } from "react";
import type { Layer } from "../../../main/contract/index.ts";
import "./layer-mark.css";

export function LayerMark({ layer, children }: { layer: Layer; children: ReactNode }) {
  return <span className={`layer-mark layer-${layer}`}>{children}</span>;
}

/** A share in [0, 1] as a bar over its whole, in the layer's hue; the number stands beside it. */
export function ShareBar({ layer, share }: { layer: Layer; share: number }) {
  return (
    <span className={`share-bar layer-${layer}`} aria-hidden="true">
      <i style={{ width: `${share * 100}%` }} />
    </span>
  );
}
