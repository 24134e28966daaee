/** The scope that a resource is in, up to `/providers/`: a resource group, mostly. */
export function scopeOf(id: string): string {
  return id.slice(0, id.toLowerCase().lastIndexOf('/providers/'));
}

/** The id of a resource in the same resource group as another. */
export function siblingId(id: string, type: string, name: string): string {
  return `${scopeOf(id)}/providers/${type}/${name}`;
}

/** Whether two locations are one: Azure takes `West Europe` for `westeurope`. */
export function sameLocation(a: string, b: string): boolean {
  return plainLocation(a) === plainLocation(b);
}

/** A location as Azure's programs write it. */
export function plainLocation(location: string): string {
  return location.toLowerCase().replace(/ /g, '');
}
