/** A number with a comma at every thousand: `65,536`. Without `Intl`, which takes 20 ms to load. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A number and its noun: `1 node`, `4,000 nodes`, `2 addresses`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}
