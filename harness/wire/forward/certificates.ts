import { generateKeyPair, randomBytes, sign, type KeyPairKeyObjectResult } from 'node:crypto';
import type forge from 'node-forge';
import { wallNowMs } from '../../model/clock.ts';

/** The certificates of one run, for the hosts that lead to its points. */
export interface RunCertificates {
  /** The certificate of the run's own authority (PEM). Its key is kept nowhere. */
  readonly authority: string;
  /** The certificate that the authority made for all the hosts, and its key (PEM). */
  readonly cert: string;
  readonly key: string;
}

/** Makes an authority with a new key, and one certificate for these hosts; both last two days. */
export async function makeCertificates(hosts: readonly string[]): Promise<RunCertificates> {
  // Loaded here, since most runs need none of it.
  const [library, authorityKeys, keys] = await Promise.all([
    import('node-forge'),
    newKeys(),
    (leafKeys ??= newKeys()),
  ]);
  const { md, pki } = library.default;
  const issuer = [{ name: 'commonName', value: `Brownout run ${randomBytes(4).toString('hex')}` }];
  const made = (subject: typeof issuer, own: Keys, extensions: readonly object[]) => {
    const certificate = blank(library.default, own);
    certificate.setIssuer(issuer);
    certificate.setSubject(subject);
    certificate.setExtensions([...extensions, { name: 'subjectKeyIdentifier' }]);
    certificate.sign(signer(library.default, certificate, authorityKeys), md.sha256.create());
    return certificate;
  };
  const authority = made(issuer, authorityKeys, [
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ]);
  const names = [...new Set(hosts.map((host) => host.replace(/:\d+$/, '')))];
  const [first = ''] = names;
  const leaf = made([{ name: 'commonName', value: first.slice(0, 64) }], keys, [
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
    {
      name: 'authorityKeyIdentifier',
      keyIdentifier: authority.generateSubjectKeyIdentifier().getBytes(),
    },
  ]);
  return {
    authority: pki.certificateToPem(authority),
    cert: pki.certificateToPem(leaf),
    key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

type Forge = typeof forge;
type Certificate = forge.pki.Certificate;
type Keys = KeyPairKeyObjectResult;

/** The same for all runs of this process, since new ones take a tenth of a second. */
let leafKeys: Promise<Keys> | undefined;

function newKeys(): Promise<Keys> {
  return new Promise((resolve, reject) => {
    generateKeyPair('rsa', { modulusLength: 2048 }, (error, publicKey, privateKey) => {
      if (error) reject(error);
      else resolve({ publicKey, privateKey });
    });
  });
}

const dayMs = 24 * 3_600_000;

function blank({ pki }: Forge, { publicKey }: Keys): Certificate {
  const certificate = pki.createCertificate();
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  certificate.publicKey = pki.publicKeyFromPem(pem);
  // A serial number is positive, whatever its first bit.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  const nowMs = wallNowMs();
  certificate.validity.notBefore = new Date(nowMs - dayMs);
  certificate.validity.notAfter = new Date(nowMs + dayMs);
  return certificate;
}

/** Signs by OpenSSL, since the library's own arithmetic takes tens of milliseconds. */
function signer(
  { asn1 }: Forge,
  certificate: Certificate,
  { privateKey }: Keys,
): forge.pki.rsa.PrivateKey {
  const signed = () => {
    const bytes = asn1.toDer(certificate.tbsCertificate).getBytes();
    return sign('sha256', Buffer.from(bytes, 'latin1'), privateKey).toString('latin1');
  };
  return { sign: signed } as unknown as forge.pki.rsa.PrivateKey;
}
