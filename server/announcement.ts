import type { Addresses } from './addresses.ts';

/** What a person reads when the server has started: where to go, and where the class goes. */
export function announcement(
  addresses: Addresses,
  publicUrl: string | null,
  restored: readonly string[],
): readonly string[] {
  const [students, ...others] = [...(publicUrl === null ? [] : [publicUrl]), ...addresses.lan];
  return [
    'Hub & Mesh is running.',
    `  Instructor: ${addresses.local}/teach`,
    `  Students:   ${students ?? addresses.local}`,
    ...(others.length > 0 ? [`              (if phones can't open that: ${others.join(' or ')})`] : []),
    ...(students === undefined ? ['  Only this computer can join: no network was found, or --host names none.'] : []),
    ...(restored.length > 0 ? [`  Classes that go on: ${restored.join(', ')}`] : []),
  ];
}
