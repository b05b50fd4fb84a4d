/** Carrier codes that Sendcloud is known to use: a hint for warnings, never a rule, since the list is not complete. */
import { distance } from "fastest-levenshtein";

const known =
  `amazon bol bpost brt budbee chronopost cirro colisprive colissimo correos correos_express ctt_express dbschenker
delivengo dhl dhl_2_man_handling dhl_de dhl_ecommerce dhl_express dhl_parcel_gb dhl_parcel_iberia dp dpd dpd_at dpd_fr dpd_gb
dpd_local evri_international fadello fairsenden fedex fedexcrossborder fietskoeriers geodis glovo gls_de gls_es gls_eu gls_it
gls_nl hermes_at hermes_c2c_gb hermes_de hermes_gb hived homerr hurby inpost_es inpost_gb inpost_it inpost_pl lettresuivie mhi
mondial_relay mrw nacex paack parcelforce plx postat poste_italiane poste_it_delivery postnl postnl_fulfilment postnl_large
postnord rjp rjpv2 royal_mail sandd sendcloud seur skymail spring storeshippers tipsa tnt_it transforce trunkrs ups van_straaten
viatim yodel`.split(/\s+/);

/** Shorter codes are too near to each other to be taken for one another. */
const shortestMistaken = 5;

/** What is doubtful about a carrier code: it is unlike any code of Sendcloud's, or nearly one of them. `undefined` where nothing is. */
export function carrierDoubt(code: string): string | undefined {
  if (known.includes(code)) return undefined;
  const usual = code
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  const near =
    known.find((one) => one === usual || one.replaceAll("_", "") === usual.replaceAll("_", "")) ??
    typo(usual);
  if (near !== undefined)
    return `${JSON.stringify(code)} is not a code that Sendcloud is known to use: did you mean ${JSON.stringify(near)}?`;
  if (/^[a-z0-9_]+$/.test(code)) return undefined;
  return `${JSON.stringify(code)} is unlike Sendcloud's carrier codes, which are lower-case letters, digits and underscores, such as "mondial_relay"`;
}

function typo(code: string): string | undefined {
  if (code.length < shortestMistaken) return undefined;
  return known.find(
    (one) => one.length >= shortestMistaken && distance(one, code) <= (one.length > 8 ? 2 : 1),
  );
}
