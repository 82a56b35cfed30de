/** What each measure is called and how it is counted, for people. Every measure of every aspect is here. */
export const MEASURE_WORDS: { readonly [id: string]: { readonly title: string; readonly definition: string } } = {
  'control.largest-share': {
    title: 'Decisions by one machine',
    definition: 'Of all decisions about another machine’s request, the share that the busiest decider took.',
  },
  'control.deciders': {
    title: 'Machines that decide',
    definition: 'How many machines decided at least once about another machine’s request.',
  },
  'control.rule-time': {
    title: 'Time until a rule holds',
    definition:
      'From the making of a rule, such as a ban, until the last machine that keeps it does; mean over the rules.',
  },
  'scalability.goodput': {
    title: 'Useful items a second',
    definition: 'Items that arrived and were useful, for each second until everybody was done or the run ended.',
  },
  'scalability.completion': {
    title: 'Time until all have all',
    definition: 'From the start until the last machine had all that it needed.',
  },
  'scalability.finished': {
    title: 'Machines that finished',
    definition: 'Of the machines that asked for anything, the share that had all of it by the end.',
  },
  'scalability.wait': {
    title: 'Wait for an item',
    definition: 'From asking for an item until it arrived; mean over the items that arrived.',
  },
  'reliability.availability': {
    title: 'Answered during the outage',
    definition:
      'Of the items asked for while a machine was down by a fault, the share that arrived before it was up again.',
  },
  'reliability.blast-radius': {
    title: 'Machines that felt the outage',
    definition: 'Of the machines that needed something during an outage, the share that got nothing while it lasted.',
  },
  'reliability.service-kept': {
    title: 'Service kept during the outage',
    definition:
      'Useful items a second during outages, divided by the same before the first one; time in which nobody needs anything does not count.',
  },
  'reliability.recovery': {
    title: 'Time to recover',
    definition:
      'From the end of an outage until every machine that got nothing in it got something; the longest of all.',
  },
  'reliability.work-lost': {
    title: 'Work lost',
    definition: 'Messages and waiting requests that were lost because a machine was down or went away.',
  },
  'security.corrupt-accepted': {
    title: 'Corrupt items accepted',
    definition: 'Items that were taken for good although their content was corrupt.',
  },
  'security.corrupt-share': {
    title: 'Share of corrupt items',
    definition: 'Corrupt items that were accepted, divided by all items that arrived and were taken.',
  },
  'security.corrupt-rejected': {
    title: 'Corrupt items found out',
    definition: 'Items that were checked, found corrupt and thrown away.',
  },
  'security.exposed': {
    title: 'Items read by others',
    definition: 'Items that somebody read whose they were not.',
  },
  'security.fraud-accepted': {
    title: 'Fraud accepted',
    definition: 'Frauds that were taken for honest.',
  },
  'security.defence': {
    title: 'Cost of defence',
    definition: 'Bytes fetched again or checked in order to keep corrupt or false content out.',
  },
  'resource-sharing.jain': {
    title: 'Evenness of the load',
    definition:
      'Jain’s index of the content bytes that each machine passed on: 1 when all carry the same, 1/n when one of n carries all.',
  },
  'resource-sharing.largest-share': {
    title: 'Load of the busiest machine',
    definition: 'Of all content bytes that arrived, the share that came from the machine that gave the most.',
  },
  'resource-sharing.carriers': {
    title: 'Machines that gave',
    definition: 'How many machines passed content on to others.',
  },
  'consistency.stale-reads': {
    title: 'Old versions read',
    definition: 'Of all reads, the share that gave an old version.',
  },
  'consistency.lost-writes': {
    title: 'Writes lost',
    definition: 'Writes that were accepted and then lost in a merge or a fork.',
  },
  'consistency.diverged': {
    title: 'Times that copies disagreed',
    definition: 'How often two copies of the same thing came to differ.',
  },
  'consistency.converge-time': {
    title: 'Time until copies agree',
    definition: 'From the moment that copies came to differ until they were the same again; mean.',
  },
  'coordination.control-per-useful': {
    title: 'Control messages for each useful one',
    definition: 'Messages that only organise the work, divided by messages that brought content.',
  },
  'coordination.messages-per-useful': {
    title: 'Messages for each useful one',
    definition: 'All messages sent, requests included, divided by messages that brought content.',
  },
};

/** Why a measure can't show, by the key of its `because`. `{n}` and `{of}` are filled in. */
export const BECAUSE_WORDS: { readonly [key: string]: string } = {
  'because.no-decisions': 'Nobody had to decide about another’s request.',
  'because.no-rules': 'No rule was made in this run.',
  'because.nothing-got': 'Nothing arrived in this run.',
  'because.nobody-asked': 'No machine asked for anything in this run.',
  'because.nobody-done': 'No machine had all it needed by the end.',
  'because.not-all-done': 'Only {n} of {of} machines had everything by the end.',
  'because.no-outage': 'No machine failed in this run.',
  'because.nobody-in-need': 'Nobody needed anything while a machine was down.',
  'because.nothing-before': 'Nothing had arrived before the outage, so there is nothing to compare with.',
  'because.nothing-asked': 'Nobody asked for anything new while a machine was down.',
  'because.not-mended': 'The machine was still down at the end.',
  'because.not-recovered': '{n} machines still had nothing new by the end.',
  'because.nothing-exposed': 'Nobody read what was not theirs.',
  'because.no-fraud': 'Nobody was seen to try a fraud.',
  'because.no-defence': 'Nothing was spent on defence.',
  'because.nothing-carried': 'No content was passed on.',
  'because.no-reads': 'Nothing that can change was read.',
  'because.one-copy': 'Nothing was written that copies could disagree about.',
  'because.never-apart': 'Copies never came to agree again after they had differed, or never differed.',
  'because.nothing-useful': 'No message brought content.',
};
