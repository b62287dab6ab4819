// Checks every credential of a folder with libraries that share nothing with ours; one line of JSON for each.
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {importJWK, compactVerify, decodeProtectedHeader} from 'jose';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import * as vc from '@digitalbazaar/vc';
import {securityLoader} from '@digitalcredentials/security-document-loader';

const folder = process.argv[2];
const read = name => readFileSync(join(folder, name), 'utf8');
const did = JSON.parse(read('did.json'));
const documents = new Map([[did.id, did]]);
const list = JSON.parse(read('status-list.json'));
documents.set(list.id, list);
for (const method of did.verificationMethod) {
  documents.set(method.id, {'@context': 'https://w3id.org/security/multikey/v1', ...method});
}

const contexts = securityLoader().build();
const documentLoader = async url => {
  if (documents.has(url)) {
    return {documentUrl: url, document: documents.get(url)};
  }
  if (url.startsWith('did:')) {
    throw new Error('key is not listed');
  }
  return contexts(url);
};
const suite = new DataIntegrityProof({cryptosuite});

async function verifyToken(token) {
  const {kid, alg} = decodeProtectedHeader(token);
  if (!did.assertionMethod.includes(kid)) {
    throw new Error('key is not listed');
  }
  const key = await importJWK(documents.get(kid).publicKeyJwk, alg);
  const {payload} = await compactVerify(token, key, {algorithms: ['ES256', 'RS256']});
  const credential = JSON.parse(new TextDecoder().decode(payload));
  if (credential.iss !== did.id || credential.iss !== credential.issuer.id) {
    throw new Error('another issuer');
  }
}

async function verifyDocument(credential) {
  const result = await vc.verifyCredential({
    credential,
    suite,
    documentLoader,
    checkStatus: options => checkStatus({...options, verifyBitstringStatusListCredential: true})
  });
  if (!result.verified) {
    const errors = result.error?.errors ?? [result.error ?? result.statusResult?.error];
    throw new Error(errors.map(error => error?.message ?? 'not valid').join('; '));
  }
  if (!result.statusResult || result.statusResult.results.some(entry => entry.status)) {
    throw new Error('revoked');
  }
}

for (const name of readdirSync(folder).filter(file => file.startsWith('case-')).sort()) {
  try {
    await (name.endsWith('.jwt') ? verifyToken(read(name)) : verifyDocument(JSON.parse(read(name))));
    console.log(JSON.stringify({name, valid: true}));
  } catch (error) {
    console.log(JSON.stringify({name, valid: false, reason: error.message}));
  }
}
