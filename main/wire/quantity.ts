/** "1,482 B": digits in groups of three, the unit after a space. */
export function count(value: number, unit: string): string {
  return `${String(value).replace(/\B(?=(\d{3})+$)/g, ",")} ${unit}`;
}
