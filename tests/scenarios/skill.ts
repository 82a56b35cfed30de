import { describe, expect, test } from 'vitest';
import { everything, type Role, success } from './role.ts';

/** Whoever has the role gets on by deciding well, not by tapping much. */
export function skillPays(who: string, role: Role): void {
  describe(who, () => {
    const skilled = success(role, role.every ?? 2, role.skilled);

    test('who decides well does a fifth better than who does nothing', () => {
      expect(skilled).toBeGreaterThanOrEqual(1.2 * success(role, 2));
    });

    test('who taps all that can be tapped ten times a second gains nothing', () => {
      expect(success(role, 0.1, everything)).toBeLessThanOrEqual(1.1 * skilled);
    });

    test('who decides ten times a second gains hardly anything by it', () => {
      expect(success(role, 0.1, role.skilled)).toBeLessThanOrEqual(1.1 * skilled);
    });
  });
}
