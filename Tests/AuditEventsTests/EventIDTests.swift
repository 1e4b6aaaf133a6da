import AuditEvents
import AuditTesting
import Testing

@Suite(.inTurn) struct EventIDTests {
    @Test func letterCaseIsGone() {
        let upper = EventID("5F0C7A1E-3D52-4B8E-9A41-7C2F6E9B1D01")
        #expect(upper == EventID("5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d01"))
        #expect(upper?.description == "5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d01")
        #expect(upper?.high == 0x5f0c_7a1e_3d52_4b8e)
        #expect(upper?.low == 0x9a41_7c2f_6e9b_1d01)
    }

    @Test(arguments: [
        "", "5f0c7a1e3d524b8e9a417c2f6e9b1d01", "{5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d01}",
        "urn:uuid:5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d01", " 5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d01",
        "5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d0", "5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d0g",
        "5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d0\u{e9}", "5f0c7a1ee3d52-4b8e-9a41-7c2f6e9b1d01",
        "5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d0-", "5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1\u{0}01",
    ])
    func anythingButThe36CharacterFormIsRefused(_ text: String) {
        #expect(EventID(text) == nil)
    }

    @Test func theNilUUIDIsAnID() {
        #expect(EventID("00000000-0000-0000-0000-000000000000") == EventID(high: 0, low: 0))
    }

    @Test func orderFollowsTheText() {
        let texts = [
            "00000000-0000-0000-0000-000000000001", "7fffffff-0000-0000-0000-000000000000",
            "80000000-0000-0000-0000-000000000000",
        ]
        #expect(texts.compactMap { EventID($0) } == texts.compactMap { EventID($0) }.sorted())
    }
}
