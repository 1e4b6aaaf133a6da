import Crypto
import Foundation
import NIOSSL
import SwiftASN1
import X509

/// A certificate authority made in memory; nobody trusts it who wasn't given its certificate.
///
/// Keys are P-256, as they are made in no time. Its own certificate and everything it issues are valid for the same
/// ``validity``.
package struct SimulatedAuthority: Sendable {
    /// What a certificate is for.
    package enum Purpose: Sendable {
        /// A server that clients reach by the host names in the certificate.
        case server
        /// A client that shows who it is.
        case client
    }

    /// The authority's own certificate.
    package let certificate: Certificate

    /// When certificates are valid unless told otherwise.
    package let validity: Range<Date>

    private let key: P256.Signing.PrivateKey

    /// Makes an authority called `name`.
    ///
    /// - Throws: Whatever signing throws.
    package init(name: String, validity: Range<Date>) throws {
        let key = P256.Signing.PrivateKey()
        let subject = try Self.distinguishedName(name)
        self.key = key
        self.validity = validity
        self.certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: validity.lowerBound,
            notValidAfter: validity.upperBound,
            issuer: subject,
            subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
            },
            issuerPrivateKey: Certificate.PrivateKey(key)
        )
    }

    /// Issues a certificate for `name` with a new key.
    ///
    /// `hostNames` may hold DNS names and IPv4 or IPv6 addresses in text form.
    ///
    /// - Throws: Whatever signing throws.
    package func issue(
        _ purpose: Purpose,
        name: String,
        hostNames: [String] = [],
        validity: Range<Date>? = nil
    ) throws -> SimulatedIdentity {
        let key = P256.Signing.PrivateKey()
        let validity = validity ?? self.validity
        let issued = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: validity.lowerBound,
            notValidAfter: validity.upperBound,
            issuer: certificate.subject,
            subject: try Self.distinguishedName(name),
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Self.extensions(purpose, hostNames: hostNames),
            issuerPrivateKey: Certificate.PrivateKey(self.key)
        )
        return SimulatedIdentity(certificate: issued, key: key)
    }

    /// The authority's certificate in the text form of `root.pem`.
    ///
    /// - Throws: Whatever encoding throws.
    package func certificatePEM() throws -> String {
        try certificate.serializeAsPEM().pemString + "\n"
    }

    /// The authority's certificate as TLS contexts take it.
    ///
    /// - Throws: Whatever encoding throws.
    package func trustRoots() throws -> NIOSSLTrustRoots {
        .certificates([try NIOSSLCertificate(bytes: Array(certificatePEM().utf8), format: .pem)])
    }

    private static func distinguishedName(_ name: String) throws -> DistinguishedName {
        try DistinguishedName { CommonName(name) }
    }

    private static func extensions(_ purpose: Purpose, hostNames: [String]) throws -> Certificate.Extensions {
        let names = hostNames.map { name in
            guard let address = AddressBytes(name) else { return GeneralName.dnsName(name) }
            return GeneralName.ipAddress(ASN1OctetString(contentBytes: address.bytes[...]))
        }
        let usage: ExtendedKeyUsage.Usage = purpose == .server ? .serverAuth : .clientAuth
        return try Certificate.Extensions {
            Critical(BasicConstraints.notCertificateAuthority)
            Critical(KeyUsage(digitalSignature: true))
            try ExtendedKeyUsage([usage])
            if !names.isEmpty { SubjectAlternativeNames(names) }
        }
    }
}
