enum AuditTestingPlaceholder {}
