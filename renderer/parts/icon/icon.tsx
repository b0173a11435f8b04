/** Line icons on a 16 px grid, in the colour of the text beside them. They only repeat what words say. */
const paths = {
  today: "M8 2.25a5.75 5.75 0 1 0 0 11.5a5.75 5.75 0 1 0 0 -11.5M8 4.8V8l2.2 1.5",
  decks: "M4.25 5.75h7.5a1.5 1.5 0 0 1 1.5 1.5v4.5a1.5 1.5 0 0 1-1.5 1.5h-7.5a1.5 1.5 0 0 1-1.5-1.5v-4.5a1.5 1.5 0 0 1 1.5-1.5zM4.5 3.25h7",
  gear: "M8 6a2 2 0 1 0 0 4a2 2 0 1 0 0-4M8 2.2v1.6M8 12.2v1.6M2.2 8h1.6M12.2 8h1.6M3.9 3.9l1.1 1.1M11 11l1.1 1.1M3.9 12.1L5 11M11 5l1.1-1.1",
  search: "M7 2.75a4.25 4.25 0 1 0 0 8.5a4.25 4.25 0 1 0 0-8.5M10.2 10.2l3 3",
  check: "M3.5 8.3l3 3 6-6.6",
  cross: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  dash: "M4 8h8",
  play: "M5 3.5l7.5 4.5L5 12.5z",
  undo: "M5.5 3.5L3 6l2.5 2.5M3 6h6.2a3.3 3.3 0 0 1 0 6.6H6.5",
  up: "M8 12.5v-9M4.5 7L8 3.5 11.5 7",
  down: "M8 3.5v9M4.5 9L8 12.5 11.5 9",
  warning: "M8 2.8l5.8 10.2H2.2zM8 6.8v2.8M8 11.4v.1",
  copy: "M6 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1zM10.5 3.5v-.500a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1H4",
} as const;
export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { name: IconName; size?: 12 | 14 | 16 }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}

/** The product's mark: two hosts, what went over and was lost, and what is sent again. */
export function Mark() {
  return (
    <svg className="mark" width="20" height="20" viewBox="0 0 20 20" fill="none" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path className="mark-hosts" d="M3.5 2.5v15M16.5 2.5v15" strokeWidth="1.75" />
      <path className="mark-lost" d="M6.5 5.2h.01M9.5 5.2h.01" strokeWidth="1.9" />
      <path className="mark-sent" d="M6.3 12h6.4M10.3 9.2l2.9 2.8-2.9 2.8" strokeWidth="1.9" />
    </svg>
  );
}
