import type { Action, Refusal } from '../../sim/index.ts';
import type { VerbOffer } from '../contract.ts';
import { type Fields, type Read, readFields } from './fields.ts';
import type { Me, Sight, Terms, Wording } from './me.ts';
import type { ActionRule, Role } from './role.ts';

interface Verbs<Side extends Terms> {
  readonly service: string;
  readonly verbs: Side['verbs'];
  readonly roles: { readonly [role: string]: Role<Side> };
}

type Given<Side extends Terms> = Read<Side['verbs'][string]>;

/** Expected "no"s that every service can give; their words are the pages' own. */
export const notYourRole: Refusal = commonRefusal('not-your-role');
const malformedAction = commonRefusal('malformed-action');

function commonRefusal(code: string): Refusal {
  return { code, said: { key: `refusal.${code}` } };
}

/** What a verb leads to: nothing changes unless it may be. */
export function answerTo<Side extends Terms>(
  { verbs }: Pick<Verbs<Side>, 'verbs'>,
  { actions }: Role<Side>,
  me: Me<Side>,
  action: Action,
): Refusal | undefined {
  const rule: ActionRule<Side, string> | undefined = actions[action.type];
  const takes: Fields | undefined = verbs[action.type];
  if (rule === undefined || takes === undefined) return notYourRole;
  const fields = readFields(takes, action) as Given<Side> | undefined;
  if (fields === undefined) return malformedAction;
  const why = rule.whyNot(me, fields);
  if (why === undefined) rule.do(me, fields);
  return why;
}

/** Why a verb can't be used now; nothing when it can. */
function whyNot<Side extends Terms>(
  { roles }: Pick<Verbs<Side>, 'roles'>,
  me: Sight<Side>,
  verb: string,
  fields: Given<Side>,
): Refusal | undefined {
  const rule: ActionRule<Side, string> | undefined = roles[me.role]?.actions[verb];
  return rule === undefined ? notYourRole : rule.whyNot(me, fields);
}

/** The action, if nothing speaks against it. */
export function mayDo<Side extends Terms>(
  rules: Verbs<Side>,
  me: Sight<Side>,
  verb: string,
  fields: Given<Side>,
): Action | undefined {
  return whyNot(rules, me, verb, fields) === undefined ? actionOf(verb, fields) : undefined;
}

/** The button for a verb, blocked by what the answer would say. */
export function offerOf<Side extends Terms>(
  rules: Verbs<Side>,
  me: Sight<Side>,
  verb: string,
  fields: Given<Side>,
  { id, words = verb, effect = `${words}.effect`, args, effectArgs = args }: Wording,
): VerbOffer {
  const said = (key: string, filled: Wording['args']) => ({
    key: `${rules.service}.verb.${key}`,
    ...(filled === undefined ? {} : { args: filled }),
  });
  const action = actionOf(verb, fields);
  const why = whyNot(rules, me, verb, fields);
  return {
    id: id ?? Object.values(action).join('-'),
    label: said(words, args),
    effect: said(effect, effectArgs),
    action,
    ...(why === undefined ? {} : { blocked: why.said }),
  };
}

function actionOf(verb: string, fields: object): Action {
  return { type: verb, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) };
}
