/// Envelopes that tell of a picture.
enum SampleEnvelope {
    /// A crop that has to search for the grid line, as members that follow others.
    static let crop =
        #","crop":{"width":1920,"height":1000,"scrollTop":40,"scrollAreaOffsetY":60,"renderingOverflow":12}"#

    /// The envelope with this number, whose id no other number has.
    ///
    /// `user` is as events carry it, without anything that JSON escapes; `url` is empty where nobody fetches the
    /// picture; `crop` is ``crop``, or empty for none.
    static func bytes(
        _ number: Int,
        user: String = "UserDirectory=NORD; UserId=anna.berg",
        url: String = "",
        crop: String
    ) -> [UInt8] {
        let context = #"{"user":"\#(user)","appName":"Sales pulse","sheetName":"Försäljning"}"#
        return Array(
            """
            {"eventId":"5f0c7a1e-3d52-4b8e-9a41-\(100_000_000_000 + number)","correlationId":"c","timestamp":\
            "2026-02-11T09:14:05.902Z","type":"screenshot.url.received","payload":{"context":\(context),"event":\
            {"selectionTxnId":"91c3d0b2-6a5e-4f1d-8b77-0e4a2c9f5d10","screenshotUrl":"\(url)","duration":1234\(crop)}}}
            """.utf8
        )
    }
}
