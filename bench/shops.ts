/** Shops for an emulator to start with: so many, numbered from 1. */
export function shops(count: number): { id: number }[] {
  return Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
}
