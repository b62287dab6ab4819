package dev.waymark.server.commands;

import dev.waymark.server.Version;
import dev.waymark.server.content.reading.PageReader;
import dev.waymark.server.records.certificate.Badge;
import dev.waymark.server.records.credential.CredentialJson;
import dev.waymark.server.records.credential.SignedCredential;
import dev.waymark.server.records.verification.PageCheck;
import dev.waymark.server.records.verification.Sources;
import dev.waymark.server.records.verification.VerifyCommand;
import io.vertx.core.Vertx;
