/**
 * Letters that look like Latin ones or digits, in the scripts that names may be written in (writing.ts): those of `confusables.txt`
 * (UTS #39, Unicode 17.0.0) whose skeleton is Latin once strokes and dots are gone, and every letter that Unicode calls "Latin letter X
 * with ..." or small capital. `ω`, `χ`, `ɛ`, `ð` and `ß` count as what they are used for. Left out is what NFKD turns into Latin anyway.
 */
const LOOKALIKES: readonly (readonly [latin: string, others: string])[] = [
  ['2', 'ƧƻϨᒿꙄꛯꝚ'],
  ['3', 'ƷȜɜЗзҘҙӠ३૩ᴈⲜⳄⳌꝪꞫ𑣊𖼻'],
  ['4', 'Ꮞᔯᔰ𑢯'],
  ['5', 'Ƽ𑢻'],
  ['6', 'ϬбᏮⳒⳓⳜ𑣕'],
  ['7', '𐓒𑣆'],
  ['8', 'Ȣȣ৪੪'],
  ['9', '৭੧୨൭ⳊⳋꝮ𑢬𑣌𑣖'],
  ['a', 'ȺɑΑαАаᎪᗅᴀᶏ⍶⍺ⱥꓮꭺ𖽀'],
  ['aa', 'Ꜳꜳ'],
  ['ae', 'ÆæӔӕ'],
  ['ao', 'Ꜵꜵ'],
  ['au', 'Ꜷꜷ'],
  ['av', 'ꜸꜹꜺꜻ'],
  ['ay', 'Ꜽꜽ'],
  ['b', 'ßƀƁƂƃƄƅɃɓʙΒβБВЬвъьѢѣҌҍᏏᏰᏴᏼᑲᑳᑾᑿᒀᒁᒈᖯᗷᵬᶀẞⲂⲃꓐꞖꞗꞴꞵꟖꮟ'],
  ['bi', 'ыꙑ'],
  ['bl', 'Ы'],
  ['c', '¢ƇƈȻȼɕСсҪҫငၚᏟᴄ₡ⲤⲥꓚꞒꞔꟄꮯ𐐕𐐽𑣩𑣲𝼝'],
  ['d', 'ÐðĐđƉƊƋƌȡɖɗԁᎠᏧᑯᑺᑻᒇᗞᗪᴅᵭᶁᶑ₫ꓒꓓꟇꟈꭰ𝼥'],
  ['dz', 'ʣ'],
  ['e', 'ɆɇɛΕεЕеєҽҿԑᎬᴇᶒ℮⋴⋿⍷ⱸⲉⴹꓰꞓꬲꬴꭼꮛ𐐩𑢦𑢮𑣎'],
  ['f', 'ƑƒϜքᖴᵮᶂẝꓝꜰꞘꞙꬵ𑢢𑣂'],
  ['fn', 'ʩ'],
  ['g', 'ƍƓǤǥɠɡɢʛԌԍցᏀᏳᏻᶃꓖꞠꞡꮐ'],
  ['h', 'ĦħɦʜΗНнћҢңһӇӈӉӊհᎻᏂᏲᕼⱧⱨⲎⲏꓧꚕꞕꞪꮋ'],
  ['i', 'ıɨɩɪιіւᎥᵻᵼᶖ⍳⍸ⲓꙇꭵ𑣃𝼚'],
  ['j', 'ɈɉʝͿϳЈјᎫᒍᒘᒙᴊꓙꞲꭻ'],
  ['k', 'ĸƘƙΚκКкҚқҞҟᏦᴋᶄ₭ⱩⱪⲔⲕꓗꝀꝁꝂꝃꝄꝅꞢꞣꮶ'],
  ['l', 'ŁłƖƗƚǀȴȽɫɬɭʟΙІӀӏ׀וןױا١ٳ۱ߊᏞᒪᒶᒷᴌᶅ∣⏽ⱠⱡⱢⲒⳐⳑⵏꓡꓲꝈꝉꞎꞭꬷꬸꬹꮮ𐐛𐑃𑢣𑢲𖼖𖼨𝼄𝼑𝼓𝼦'],
  ['ll', 'ǁװ‖∥𐆙'],
  ['lo', 'Ю⏨'],
  ['ls', 'ʪ'],
  ['lt', '₶'],
  ['lz', 'ʫ'],
  ['m', 'ɱʍΜϺМмӍӎᎷᗰᴍᵯᶆ₥ⱮⲘⲙꓟꬺꮇ𑣣'],
  ['n', 'ŋƝƞȠȵɲɳɴΝηղոռᵰᶇⲚⲛꓠꞐꞑꞤꞥꬻ𝼧'],
  ['o', 'ØøƟɵΘΟθοσϭОоѲѳӨөՕօסه٥ھہە۵ۿ߀०০੦૦ଠ୦௦౦೦ഠ൦๐໐တဝ၀თჿዐᎤᎾᏫ០ᴏᴑ⊖⊝⍬ⱺⲐⲑⲞⲟⴱⵁⵔ〇ꓳꝊꝋꝌꝍꬽꬾꭴꮎꮻ𐐄𐐬𐓂𐓪𑓐𑢵𑣈𑣗𑣠𝼛'],
  ['oe', 'Œœɶ'],
  ['oo', '∞ꚘꚙꝎꝏ'],
  ['p', 'þƤƥƿΡρϸРрᏢᑭᑶᑷᒆᴘᴩᵱᵽᶈ⍴ⱣⲢⲣⳎⳏꓑꝐꝑꝒꝓꝔꝕꮲ'],
  ['q', 'ɋʠԛգզⵕꝖꝗꝘꝙꞯ'],
  ['r', 'ƦɌɍɼɽɾʀгґғᎡᏒᖇᴦᵲᵳᶉⱤⲅꓣꞦꞧꭆꭇꭈꭉꭱꮁꮢ𐒴𖼵𝼖𝼨'],
  ['s', 'ƽȿʂЅѕՏടᏕᏚᵴᶊⱾꓢꜱꞨꞩꟅꟉꟊꮪ𐐠𐑈𑣁𖼺𝼞𝼩'],
  ['t', 'ŦŧƫƬƭƮȶȾʈΤτТтҬҭᎢᴛᵵ₮⊤⍡⟙ⱦⲦⲧꓔꭲ𑢼𖼊𝼉𝼪'],
  ['t3', 'Ꜩ'],
  ['tf', 'ꝷ'],
  ['ts', 'ʦ'],
  ['u', 'ɄʉʋυџՍսሀᏌᑌᑗᑘᑧᴜᵾᶙ∪⋃ꓴꞟꞸꞹꭎꭒꮜ𐓎𐓶𑢸𑣘𖽂'],
  ['ue', 'ᵫ'],
  ['uo', 'ꭣ'],
  ['v', 'ƲνѴѵט٧۷Ꮩᐯᐺᐻᴠ∨⋁ⱱⱴⴸꓦꛟꝞꝟꮩ𐆗𑢠𑣀𖼈'],
  ['w', 'ɯωшѡѽԜԝաᎳᏔᴡ₩⍵⍹Ⱳⱳⲱⲽꓪꙍꝡꞷꮃ𑓅𑣦𑣯'],
  ['x', '×ΧχХхҲᕁᕽ᙮ᶍ╳⤫⤬⨯⨰ⲬⲭⵝꓫꞳꭓꭕꭖꭗꭘꭙ𐆖𑣬'],
  ['y', '¥ƳƴɎɏɣʏΥγУуҮүҰұყᎩᎽᶌỾỿⲨⲩꓬꭚ𑢤𑣜𖽃'],
  ['z', 'ƵƶȤȥɀʐʑΖᏃᴢᵶᶎⱫⱬⱿꓜꟆꮓ𐋵𑢩𑣄𑣥'],
];

const LATIN = new Map(LOOKALIKES.flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)));
/** Letters in a box, a disc or a flag, which NFKD leaves as they are: the first of each alphabet of 26. */
const BOXED = [0x1f1e6, 0x1f150, 0x1f170];

/** The Latin letters that a sign looks like; the sign itself when it looks like none. */
export function latinFor(sign: string): string {
  const latin = LATIN.get(sign);
  if (latin !== undefined) return latin;
  const code = sign.codePointAt(0) ?? 0;
  const first = BOXED.find((start) => code >= start && code < start + 26);
  return first === undefined ? sign : String.fromCodePoint(0x61 + code - first);
}
