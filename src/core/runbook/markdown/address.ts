/** A link's address without its percent signs' code; one with a stray percent sign is what it is written as. */
export function decodeAddress(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
